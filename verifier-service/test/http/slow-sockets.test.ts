import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { connect, type Socket } from 'node:net';
import { serverOptions } from '../../src/http/server-options.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import { send } from '../bed/site-client.ts';

const LONGEST = 10_000;

describe('a socket that keeps us waiting', function () {
  this.timeout(60_000);
  let service: TestService;
  const sockets: Socket[] = [];

  before(async () => {
    service = await startTestService();
  });
  after(async () => {
    for (const socket of sockets) socket.destroy();
    await service[Symbol.asyncDispose]();
  });

  /** Connects, sends that, then a byte twice a second where told to; resolves with what came once we are cut off. */
  function waitOn(first: string, drip?: string): Promise<string> {
    const socket = connect(service.config.port, '127.0.0.1');
    sockets.push(socket);
    let answer = '';
    socket.on('data', (chunk) => (answer += String(chunk)));
    socket.on('error', () => undefined);
    if (first) socket.write(first);
    const dripping = drip && setInterval(() => socket.writable && socket.write(drip), 500);
    return new Promise((resolve) => {
      socket.once('close', () => {
        if (dripping) clearInterval(dripping);
        resolve(answer);
      });
    });
  }
  const post = '/wallet/openid4vp/response/guess HTTP/1.1\r\nHost: localhost\r\n';
  const form = 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\n';

  it('is cut off, whatever it waits with, while others are answered', async () => {
    const waiting = {
      nothing: waitOn(''),
      'half a line': waitOn('GET /healthz HT'),
      'slow headers': waitOn('GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ', 'a'),
      'a slow body': waitOn(`POST ${post}${form}`, 'a'),
      'no body': waitOn(`POST ${post}${form}`),
      'a next request': waitOn('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n'),
    };
    assert.equal((await send(`${service.url}/healthz`)).status, 200);
    const answers = Object.fromEntries(
      await Promise.all(Object.entries(waiting).map(async ([name, answer]) => [name, await answer] as const)),
    );
    assert.match(answers['slow headers']!, /^(HTTP\/1\.1 408 |$)/);
    assert.match(answers['a slow body']!, /^HTTP\/1\.1 (404|408) /);
    assert.match(answers['a next request']!, /^HTTP\/1\.1 200 /);
  });

  it('is cut off within ten seconds, by what Node is told', () => {
    const { headersTimeout, requestTimeout, keepAliveTimeout, connectionsCheckingInterval } = serverOptions;
    for (const timeout of [headersTimeout, requestTimeout, keepAliveTimeout]) {
      assert.ok(timeout + connectionsCheckingInterval <= LONGEST);
    }
  });
});
