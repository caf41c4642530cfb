import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPublicUrl } from '../../../src/cli/doctor/check-public-url.ts';
import { freePort } from '../../../soak/free-port.ts';
import { createAuthority } from '../../bed/certificates.ts';
import { startTestService } from '../../bed/service.ts';

const welcome: RequestListener = (_request, response) => void response.end('<p>Welcome</p>');

describe('what doctor says of the public URL', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'coop-verifier-public-url-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const database = () => join(folder, 'none.db');
  async function told(server: Server, scheme: 'http' | 'https') {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const publicUrl = `${scheme}://localhost:${(server.address() as AddressInfo).port}`;
    const { code, message, cure } = await checkPublicUrl({ publicUrl, database: database() });
    server.closeAllConnections();
    server.close();
    return { code, text: `${message} → ${cure}` };
  }
  const tls = async (names: string) => {
    const { chain, key } = await (await createAuthority()).issue([{ type: 'dns', value: names }]);
    return told(createTlsServer({ cert: chain.join('\n'), key }, welcome), 'https');
  };

  it('names a certificate that is not trusted, and how an authority of one’s own is', async () => {
    const { code, text } = await tls('localhost');
    assert.equal(code, 'public_url_unreachable');
    assert.match(text, /certificate that is not trusted here \(SELF_SIGNED_CERT_IN_CHAIN\).*NODE_EXTRA_CA_CERTS/);
    assert.doesNotMatch(text, /does not answer/);
  });

  it('names a proxy that does not reach the service by its answer', async () => {
    for (const status of [502, 503, 504]) {
      const { code, text } = await told(
        createServer((_request, response) => void response.writeHead(status).end()),
        'http',
      );
      assert.equal(code, 'public_url_unreachable');
      assert.match(text, new RegExp(`is answered ${status} → Start the service.*proxy`));
    }
    const moved = await told(
      createServer((_request, response) => void response.writeHead(301, { Location: 'https://a.example' }).end()),
      'http',
    );
    assert.deepEqual([moved.code, /something else \(301\)/.test(moved.text)], ['public_url_of_another', true]);
  });

  it('names a host without an address, and otherwise the word of the system', async () => {
    const at = async (publicUrl: string) => (await checkPublicUrl({ publicUrl, database: database() })).message;
    assert.match(await at('https://verifier.invalid'), /its host has no address/);
    assert.match(await at('http://localhost:9'), /does not answer \(bad port\)/);
    const port = await freePort();
    assert.match(await at(`http://localhost:${port}`), /does not answer \(ECONNREFUSED\)/);
  });

  it('calls no verifier another one where its own database cannot be read', async () => {
    await using service = await startTestService();
    const broken = join(folder, 'broken.db');
    writeFileSync(broken, 'not a database, whatever its name says'.repeat(50));
    const { ok, message } = await checkPublicUrl({ publicUrl: service.url, database: broken });
    assert.deepEqual([ok, /of which database cannot be told/.test(message)], [true, true]);
    const stranger = await checkPublicUrl({ publicUrl: service.url, database: database() });
    assert.equal(stranger.code, 'public_url_of_another');
  });
});
