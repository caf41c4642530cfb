import { strict as assert } from 'node:assert';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { lookup } from 'node:dns/promises';
import { afterEach, describe, it } from 'mocha';
import { createFindAddresses } from '../../src/network/find-addresses.ts';
import { createGuardedFetch } from '../../src/network/guarded-fetch.ts';

const A = 1;
const sockets: Socket[] = [];

/**
 * A name server on loopback that answers questions for A records with this address.
 *
 * @param others whether it says that there are no other records, or never answers
 */
async function nameServer(address?: string, others: 'none' | 'silence' = 'silence'): Promise<string> {
  const socket = createSocket('udp4');
  sockets.push(socket);
  socket.on('message', (question, { port }) => {
    const type = question.readUInt16BE(question.indexOf(0, 12) + 1);
    if (address === undefined) return;
    if (type === A) socket.send(answerTo(question, address), port);
    else if (others === 'none') socket.send(answerTo(question), port);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return `127.0.0.1:${(socket.address() as AddressInfo).port}`;
}

/** RFC 1035 §4.1: the question again, and one record that points to its name, or none. */
function answerTo(question: Buffer, address?: string): Buffer {
  const end = question.indexOf(0, 12) + 5;
  const records = address === undefined ? 0 : 1;
  const header = Buffer.concat([question.subarray(0, 2), Buffer.from([0x81, 0x80, 0, 1, 0, records, 0, 0, 0, 0])]);
  const asked = Buffer.concat([header, question.subarray(12, end)]);
  if (address === undefined) return asked;
  const record = Buffer.from([0xc0, 12, 0, A, 0, 1, 0, 0, 0, 60, 0, 4, ...address.split('.').map(Number)]);
  return Buffer.concat([asked, record]);
}

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

describe('createFindAddresses', () => {
  it('finds the addresses that there are, though the other kind is never answered', async () => {
    const find = createFindAddresses({ servers: [await nameServer('93.184.215.14')], timeoutMs: 500 });
    assert.deepEqual(await find('harvest.example'), [{ address: '93.184.215.14', family: 4 }]);
  });

  it('takes back a question that is never answered', async () => {
    const find = createFindAddresses({ servers: [await nameServer()], timeoutMs: 50 });
    const start = performance.now();
    await assert.rejects(find('harvest.example'));
    assert.ok(performance.now() - start < 1_000);
  });

  it('keeps nobody else waiting meanwhile, neither a fetch nor a lookup of the system’s', async () => {
    const silent = createFindAddresses({ servers: [await nameServer()], timeoutMs: 1_000 });
    const answering = createFindAddresses({ servers: [await nameServer('10.0.0.1', 'none')] });
    const fetchJson = createGuardedFetch({
      findAddresses: (hostname) => (hostname.startsWith('x') ? silent(hostname) : answering(hostname)),
    });
    let stillAsking = 32;
    const flood = Array.from({ length: 32 }, (_, index) =>
      assert.rejects(fetchJson(`https://x${index}.example/`), { code: 'fetch_failed' }).finally(() => stillAsking--),
    );
    await assert.rejects(fetchJson('https://harvest.example/'), { code: 'fetch_refused' });
    await lookup('localhost');
    assert.equal(stillAsking, 32);
    await Promise.all(flood);
  });
});
