import express from 'express';
import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { request } from 'node:http';
import { listen, type LoopbackServer } from '../demo/web/listen.ts';
import { sameOriginOnly } from '../demo/web/same-origin.ts';

describe('a website of the demo', () => {
  let server: LoopbackServer;

  before(async () => {
    server = await listen('site', 0);
    const app = express().use(sameOriginOnly(server.origin));
    server.answerWith(app.all('/', (_request, response) => void response.send('done')));
  });
  after(() => server.close());

  /** The status, as a browser asks that finds this server under a name. */
  const ask = (method: string, host: string, headers: Readonly<Record<string, string>> = {}) =>
    new Promise<number>((resolve, reject) => {
      const options = { host: '127.0.0.1', port: server.port, method, headers: { Host: host, ...headers } };
      request(options, (response) => resolve(response.resume().statusCode ?? 0))
        .once('error', reject)
        .end();
    });
  const ours = { 'Sec-Fetch-Site': 'same-origin' };

  it('answers under its own names alone, whatever a browser says of the page that asks', async () => {
    for (const method of ['GET', 'POST']) {
      for (const host of ['localhost', '127.0.0.1']) {
        assert.equal(await ask(method, `${host}:${server.port}`, ours), 200);
      }
      for (const host of [
        `attacker.example:${server.port}`,
        'localhost',
        'localhost:1',
        `localhost:${server.port}.example`,
      ]) {
        assert.equal(await ask(method, host, { ...ours, Origin: `http://${host}` }), 421, `${method} ${host}`);
      }
    }
  });

  it('changes nothing for another origin’s page', async () => {
    const host = `localhost:${server.port}`;
    assert.equal(await ask('POST', host, { 'Sec-Fetch-Site': 'same-site' }), 403);
    assert.equal(await ask('POST', host, { Origin: 'http://localhost:1' }), 403);
    assert.equal(await ask('GET', host, { 'Sec-Fetch-Site': 'same-site' }), 200);
  });
});
