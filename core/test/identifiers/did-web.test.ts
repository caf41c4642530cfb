import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { didWebUrl } from '../../src/identifiers/did-web.ts';
import { parseDid } from '../../src/identifiers/parse-did.ts';

const urlOf = (id: string) => didWebUrl(parseDid(`did:web:${id}`));
const label = 'a'.repeat(63);
/** A name of 253 characters, the longest that there is. */
const longest = [label, label, label, 'a'.repeat(61)].join('.');

describe('The document of a did:web', () => {
  for (const [id, url] of [
    ['a.example', 'https://a.example/.well-known/did.json'],
    ['a.example%3A8443', 'https://a.example:8443/.well-known/did.json'],
    ['a.example:members:.b_c-d.e', 'https://a.example/members/.b_c-d.e/did.json'],
    ['1.example', 'https://1.example/.well-known/did.json'],
    ['0xff.example', 'https://0xff.example/.well-known/did.json'],
    ['a.0xfg', 'https://a.0xfg/.well-known/did.json'],
    [longest, `https://${longest}/.well-known/did.json`],
  ] as const) {
    it(`of ${id.slice(0, 30)} is at its address`, () => assert.equal(urlOf(id), url));
  }

  for (const id of [
    ...['A.example', '-a.example', 'a-.example', 'a..example', 'a_b.example', '.example', `${longest}a`, `${label}a.b`],
    ...['127.0.0.1', '2130706433', '1.12', '0x7f000001', 'a.0x', 'a.0xff', 'a.7'],
    ...['a.example%3A', 'a.example%3A99999', 'a.example%3a123456', 'a.example%2Fb', '%3A80'],
    ...['a.example:.', 'a.example:..', 'a.example:a:..:b', 'a.example:', 'a.example::a', 'a.example:a%2Fb'],
  ]) {
    it(`of ${id.slice(0, 30)} is nowhere`, () => assert.throws(() => urlOf(id), { code: 'did_invalid' }));
  }
});
