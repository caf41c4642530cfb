import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { parseReturnUrl } from '../../src/sites/return-url.ts';
import { parseSiteUrl } from '../../src/sites/site-url.ts';
import { siteDid } from '../../src/sites/site-did.ts';

const site = 'https://shop.example:8443/coop';

describe('parseReturnUrl', () => {
  for (const url of [
    site,
    `${site}/`,
    `${site}/basket?item=1&a=%2F`,
    `${site}/a/../b`,
    'https://SHOP.example:8443/coop/x',
  ]) {
    it(`accepts ${url}`, () => assert.equal(parseReturnUrl(url, site), new URL(url).href));
  }

  for (const url of [
    'http://shop.example:8443/coop',
    'https://shop.example/coop',
    'https://shop.example.evil.example:8443/coop',
    'https://shop.example:8443@evil.example/coop',
    'https://user@shop.example:8443/coop',
    'https://shop.example:8443/cooperative',
    'https://shop.example:8443/coop/../admin',
    'https://shop.example:8443/coop/%2e%2e/admin',
    'https://shop.example:8443/coop/..%2fadmin',
    'https://shop.example:8443/coop/%252e%252e/admin',
    'https://shop.example:8443/coop/..;/admin',
    'https://shop.example:8443/coop/%c0%ae%c0%ae/admin',
    'https://shop.example:8443/coop/%00',
    'https://shop.example:8443\\coop',
    'https:\\\\evil.example/coop',
    '//shop.example:8443/coop',
    '/coop',
    'javascript:alert(1)//shop.example:8443/coop',
    `${site}/\n`,
    ` ${site}`,
    `${site}#response_code=forged`,
    `${site}#`,
    '',
  ]) {
    it(`refuses ${JSON.stringify(url)}`, () => assert.equal(parseReturnUrl(url, site), undefined));
  }
});

describe('parseSiteUrl', () => {
  it('takes https anywhere and http on this machine, without a trailing slash', () => {
    assert.equal(parseSiteUrl('https://Shop.example/coop/'), 'https://shop.example/coop');
    assert.equal(parseSiteUrl('http://localhost:8080/'), 'http://localhost:8080');
    assert.equal(parseSiteUrl('http://127.0.0.1'), 'http://127.0.0.1');
  });

  for (const url of [
    'http://shop.example',
    'ftp://shop.example',
    'https://u:p@shop.example',
    'https://shop.example/?a',
    'https://shop.example/#a',
    'shop.example',
    'https://shop.example\\x',
    'http://localhost.evil.example',
  ]) {
    it(`refuses ${url}`, () => assert.equal(parseSiteUrl(url), undefined));
  }
});

describe('siteDid', () => {
  it('encodes the port and follows the path (did:web §3.1)', () => {
    assert.equal(siteDid('http://localhost:4100', 'abc'), 'did:web:localhost%3A4100:sites:abc');
    assert.equal(siteDid('https://coop.example/verifier', 'abc'), 'did:web:coop.example:verifier:sites:abc');
  });
});
