import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createWalletLinks } from '../../../src/wallet-api/openid4vp/wallet-links.ts';
import { askedHandle, site } from '../fake-requests.ts';

const links = createWalletLinks({
  publicUrl: 'https://verifier.example',
  webWallets: [
    { name: 'Co-op wallet', url: 'https://wallet.example/' },
    { name: 'Other wallet', url: 'https://other.example/?lang=en' },
  ],
});
const query = (link: string) => new URL(link).searchParams;

describe('createWalletLinks', () => {
  it('names the request by reference', () => {
    assert.deepEqual(Object.fromEntries(query(links(askedHandle()).app)), {
      client_id: `decentralized_identifier:${site.did}`,
      request_uri: 'https://verifier.example/wallet/openid4vp/request/h1',
    });
  });

  it('carries an unsigned request by value', () => {
    const { app } = links(askedHandle({ clientIdPrefix: 'redirect_uri' }));
    const parameters = Object.fromEntries(query(app));
    assert.equal(parameters['client_id'], 'redirect_uri:https://verifier.example/wallet/openid4vp/response/h1');
    assert.equal(parameters['response_uri'], 'https://verifier.example/wallet/openid4vp/response/h1');
    assert.equal(parameters['nonce'], 'nonce-of-h1');
    assert.equal(JSON.parse(parameters['dcql_query'] ?? '').credentials[0].format, 'ldp_vc');
    assert.equal(parameters['request_uri'], undefined);
    assert.ok(!app.includes('+'), 'no platform reads %20 as anything else');
  });

  it('shows the match code on another device, and only there', () => {
    const shown = (flow: string) => {
      const { app } = links(askedHandle({ flow, clientIdPrefix: 'redirect_uri' }));
      return JSON.parse(query(app).get('client_metadata') ?? '').client_name as string;
    };
    assert.equal(shown('cross-device'), 'Harvest Co-op · 48 21');
    assert.equal(shown('same-device'), 'Harvest Co-op');
  });

  it('says what for, and for how long the site remembers the answer', () => {
    const { app } = links(askedHandle({ clientIdPrefix: 'redirect_uri' }));
    const { purpose, grant_for } = JSON.parse(query(app).get('client_metadata') ?? '') as Record<string, unknown>;
    assert.deepEqual({ purpose, grant_for }, { purpose: "Open the members' lounge", grant_for: 'P30D' });
  });

  it('sends the same query to each wallet on the web', () => {
    const { app, web } = links(askedHandle());
    const same = app.slice('openid4vp://?'.length);
    assert.deepEqual(web, [
      { name: 'Co-op wallet', url: `https://wallet.example/?${same}` },
      { name: 'Other wallet', url: `https://other.example/?lang=en&${same}` },
    ]);
  });
});
