import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { harvest } from '../../../core/test/factories/index.ts';
import { didDocument } from '../../../core/src/profile/index.ts';
import { coopVerifier, startProcess } from '../bed/command-line.ts';
import { startTestService } from '../bed/service.ts';
import { send } from '../bed/site-client.ts';

describe('looking a co-op up', () => {
  it('gives its DID, a name to begin with, and the fingerprint of its key', async () => {
    await using service = await startTestService();
    const { call } = await service.addSite();
    const { status, body } = await call('GET', '/issuers?domain=https://harvest.example/');
    assert.deepEqual(
      [status, body.id, body.name, body.domain],
      [200, 'did:web:harvest.example', 'harvest.example', 'harvest.example'],
    );
    assert.equal(body.keys[0].id, harvest.id);
  });

  it('says in words and by a code why there is none', async () => {
    await using service = await startTestService();
    const { call } = await service.addSite();
    for (const [query, status, code] of [
      ['?domain=nobody.example', 404, 'issuer_document_missing'],
      ['?domain=127.0.0.1', 422, 'domain_invalid'],
      ['?domain=a.example&domain=b.example', 422, 'domain_invalid'],
      ['', 422, 'domain_invalid'],
    ] as const) {
      const { body, ...answer } = await call('GET', `/issuers${query}`);
      assert.deepEqual([answer.status, body.code], [status, code], query);
    }
    const { body } = await call('GET', '/issuers?domain=nobody.example');
    assert.equal(body.url, 'https://nobody.example/.well-known/did.json');
    assert.equal((await send(`${service.url}/v1/issuers?domain=harvest.example`)).body.code, 'key_missing');
  });

  it('lets one site make us fetch so often, and the others still', async () => {
    await using service = await startTestService();
    const { call } = await service.addSite();
    const other = await service.addSite('Shop');
    const statuses = await Promise.all(
      Array.from({ length: 31 }, async () => (await call('GET', '/issuers?domain=harvest.example')).status),
    );
    assert.deepEqual(statuses.sort(), [...Array<number>(30).fill(200), 429]);
    assert.equal((await other.call('GET', '/issuers?domain=harvest.example')).status, 200);
  });
});

describe('looking a co-op up, in the real service', function () {
  this.timeout(30_000);

  it('goes through the guarded fetch: a loopback address only where INSECURE_FETCH names it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'coop-verifier-issuers-'));
    const coOp = createServer();
    coOp.listen(0, 'localhost');
    await once(coOp, 'listening');
    const { port } = coOp.address() as AddressInfo;
    const did = `did:web:localhost%3A${port}`;
    const document = didDocument(did, [{ ...harvest, id: `${did}#key-1` }]);
    coOp.on('request', (_request, response) => {
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(document));
    });
    try {
      const ask = async (environment: Record<string, string>) => {
        const all = { STATE_DIRECTORY: join(folder, 'state'), PORT: '0', ...environment };
        const url = 'http://localhost:9000';
        const added = await coopVerifier(['site', 'add', '--name', 'A', '--url', url, '--json'], all);
        await using service = await startProcess(all);
        const headers = { Authorization: `Bearer ${JSON.parse(added.stdout).key}`, 'Coop-Site-Url': url };
        return (await send(`${service.url}/v1/issuers?domain=localhost:${port}`, { headers })).body;
      };
      assert.equal((await ask({ INSECURE_FETCH: `localhost:${port}` })).id, did);
      assert.equal((await ask({})).code, 'domain_invalid');
    } finally {
      coOp.close();
      rmSync(folder, { recursive: true });
    }
  });
});
