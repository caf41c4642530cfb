import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeServer } from '../../src/http/close-server.ts';

const options = { drainFor: 300, within: 5_000 };

describe('a server that closes', () => {
  it('answers what comes on a connection that was idle, and tells its sender to go elsewhere', async () => {
    const { server, ask, agent } = await serve((answer) => answer());
    assert.equal((await ask()).headers.connection, 'keep-alive');
    const closed = closeServer(server, options);
    const last = await ask();
    assert.deepEqual([last.statusCode, last.headers.connection], [200, 'close']);
    await closed;
    await assert.rejects(ask(), /ECONNREFUSED/);
    agent.destroy();
  });

  it('waits for an answer that takes longer than it drains, and cuts what never ends', async () => {
    const { server, ask, agent } = await serve((answer) => setTimeout(answer, 600));
    const slow = ask();
    await once(server, 'request');
    await closeServer(server, options);
    assert.equal((await slow).statusCode, 200);

    const never = await serve(() => undefined);
    const lost = assert.rejects(never.ask(), /hang up|ECONNRESET/);
    await once(never.server, 'request');
    await closeServer(never.server, { drainFor: 10, within: 100 });
    await lost;
    agent.destroy();
  });

  it('is closed at once where nobody is connected', async () => {
    const { server } = await serve(() => undefined);
    await closeServer(server, { drainFor: 3_600_000, within: 3_600_000 });
  });
});

/** A server, and a client that keeps one connection. */
async function serve(handle: (answer: () => void) => void) {
  const server = createServer((_request, response) => handle(() => response.end('ok')));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = async (): Promise<IncomingMessage> => {
    const asked = request({ port, host: '127.0.0.1', agent }).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.resume();
    await once(response, 'end');
    return response;
  };
  return { server, ask, agent };
}
