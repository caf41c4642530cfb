import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import type { LookupAddress } from 'node:dns';
import { setImmediate as afterThisTurn } from 'node:timers/promises';
import { addressKind } from '../../src/network/address-kind.ts';
import { checkedLookup } from '../../src/network/checked-lookup.ts';

const open = [
  { address: '93.184.215.14', family: 4 },
  { address: '2606:2800:21f:cb07::1', family: 6 },
];

/** What the socket is told, or the error it gets; `all` as Node asks when it tries several addresses. */
function look(lookup: ReturnType<typeof checkedLookup>, hostname: string, all = true): Promise<unknown> {
  const told = new Promise((resolve, reject) => {
    lookup(hostname, { all }, (error, found: string | LookupAddress[], family?: number) => {
      if (error) reject(error);
      else resolve(family === undefined ? found : [found, family]);
    });
  });
  return Promise.race([told, afterThisTurn('nothing')]);
}
const finding = (...found: { address: string; family: number }[]) =>
  checkedLookup('public', () => Promise.resolve(found));

describe('An address', () => {
  const kinds = {
    public: ['93.184.215.14', '1.1.1.1', '2606:2800:21f:cb07::1'],
    loopback: ['127.0.0.1', '127.1.2.3', '::1'],
    other: [
      ...['10.0.0.1', '172.16.0.1', '192.168.0.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1'],
      ...['fc00::1', 'fe80::1', '::', 'ff02::1', '4000::1', '::ffff:1.1.1.1', '64:ff9b::1.1.1.1', '2002:101:101::1'],
      ...['2001::1', 'a.example', ''],
    ],
  } as const;
  for (const [kind, addresses] of Object.entries(kinds)) {
    for (const address of addresses) it(`${address} is ${kind}`, () => assert.equal(addressKind(address), kind));
  }
});

describe('The lookup of a socket', () => {
  it('gives the public addresses of a name, all or the first', async () => {
    assert.deepEqual(await look(finding(...open), 'a.example'), open);
    assert.deepEqual(await look(finding(...open), 'a.example', false), ['93.184.215.14', 4]);
  });

  it('refuses a name with an address that is not public, or with none', async () => {
    for (const found of [
      [],
      [...open, { address: '127.0.0.1', family: 4 }],
      [{ address: '10.0.0.1', family: 4 }, ...open],
    ]) {
      await assert.rejects(look(finding(...found), 'a.example'), { code: 'fetch_refused' });
    }
  });

  it('asks nobody what this very machine is called', async () => {
    const unasked = checkedLookup('public', () => assert.fail('it was asked'));
    for (const name of ['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'a.localhost.']) {
      await assert.rejects(look(unasked, name), { code: 'fetch_refused' }, name);
    }
    for (const name of ['notlocalhost', 'localhost.example']) {
      assert.deepEqual(await look(finding(...open), name), open, name);
    }
    assert.deepEqual(await look(checkedLookup('loopback'), 'localhost'), [
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ]);
  });

  it('passes on that nobody could be asked', () =>
    assert.rejects(
      look(
        checkedLookup('public', () => Promise.reject(new Error('ESERVFAIL'))),
        'a.example',
      ),
      /ESERVFAIL/,
    ));
});
