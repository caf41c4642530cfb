import { strict as assert } from 'node:assert';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { lookup } from 'node:dns/promises';
import { afterEach, describe, it } from 'mocha';
import { createFindAddresses } from '../../src/network/find-addresses.ts';
import { createGuardedFetch } from '../../src/network/guarded-fetch.ts';

/** Kinds of record (RFC 1035 §3.2.2, RFC 3596 §2.1). */
const [A, AAAA] = [1, 28];
const sockets: Socket[] = [];

/**
 * A name server on loopback that knows these records, by their kind.
 *
 * @param others whether it says that there are none of another kind, or never answers
 */
async function nameServer(known: Readonly<Record<number, Buffer>>, others: 'none' | 'silence' = 'silence') {
  const socket = createSocket('udp4');
  sockets.push(socket);
  socket.on('message', (question, { port }) => {
    const type = question.readUInt16BE(question.indexOf(0, 12) + 1);
    if (known[type] || others === 'none') socket.send(answerTo(question, type, known[type]), port);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return `127.0.0.1:${(socket.address() as AddressInfo).port}`;
}

/** RFC 1035 §4.1: the question again, and one record that points to its name, or none. */
function answerTo(question: Buffer, type: number, address?: Buffer): Buffer {
  const end = question.indexOf(0, 12) + 5;
  const counts = [0, 1, 0, address ? 1 : 0, 0, 0, 0, 0];
  const asked = [question.subarray(0, 2), Buffer.from([0x81, 0x80, ...counts]), question.subarray(12, end)];
  if (!address) return Buffer.concat(asked);
  const record = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, address.length]);
  return Buffer.concat([...asked, record, address]);
}

const v4 = { [A]: Buffer.from([93, 184, 215, 14]) };
const v6 = { [AAAA]: Buffer.from('26062800021f00000000000000000001', 'hex') };

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

describe('createFindAddresses', () => {
  it('finds the addresses that there are, though the other kind is never answered', async () => {
    const find = createFindAddresses({ servers: [await nameServer(v4)], timeoutMs: 500 });
    assert.deepEqual(await find('harvest.example'), [{ address: '93.184.215.14', family: 4 }]);
  });

  it('finds the addresses of a host that has none of the other kind', async () => {
    const found = { address: '2606:2800:21f::1', family: 6 };
    const [both, one] = [await nameServer({ ...v4, ...v6 }), await nameServer(v6, 'none')];
    assert.deepEqual(await createFindAddresses({ servers: [one] })('harvest.example'), [found]);
    const all = [{ address: '93.184.215.14', family: 4 }, found];
    assert.deepEqual(await createFindAddresses({ servers: [both] })('harvest.example'), all);
  });

  it('takes back a question that is never answered', async () => {
    const find = createFindAddresses({ servers: [await nameServer({})], timeoutMs: 50 });
    const start = performance.now();
    await assert.rejects(find('harvest.example'));
    assert.ok(performance.now() - start < 1_000);
  });

  it('keeps nobody else waiting meanwhile, neither a fetch nor a lookup of the system’s', async () => {
    const silent = createFindAddresses({ servers: [await nameServer({})], timeoutMs: 2_500 });
    const answering = createFindAddresses({ servers: [await nameServer({ [A]: Buffer.from([10, 0, 0, 1]) }, 'none')] });
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
