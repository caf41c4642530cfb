import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkCertificate } from '../../src/cli/doctor/check-certificate.ts';
import type { CertificateFiles } from '../../src/certificate/certificate.ts';
import { readCertificate } from '../../src/certificate/read-certificate.ts';
import { watchCertificate } from '../../src/certificate/watch-certificate.ts';
import { createAuthority, writeCertificate, type Authority } from '../bed/certificates.ts';

const publicUrl = 'https://verifier.example/coops';
const NOW = Date.parse('2026-06-01T12:00:00Z');
const DAY = 86_400_000;
const ours = [{ type: 'dns', value: 'verifier.example' }] as const;
const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

describe('the certificate that requests are signed with', () => {
  let folder = '';
  let authority: Authority;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'coop-verifier-certificate-'));
    authority = await createAuthority(NOW);
  });
  after(() => rmSync(folder, { recursive: true }));
  const read = (files: CertificateFiles, now = NOW) => readCertificate(files, publicUrl, now);
  const write = async (...given: Parameters<Authority['issue']>) =>
    writeCertificate(folder, await authority.issue(...given));
  const refuses = (files: CertificateFiles, code: string, now = NOW) => {
    assert.throws(() => read(files, now), { code });
    const found = checkCertificate({ certificate: files, publicUrl }, now);
    assert.deepEqual([found.ok, found.code], [false, code], 'doctor says so too');
    assert.ok(found.cure);
  };

  it('is read, its root left out, until whichever of the chain ends first', async () => {
    const files = await write([...ours], { notAfter: new Date(NOW + 20 * DAY) });
    const { alg, x5c, hash, validUntil } = read(files);
    assert.deepEqual([alg, x5c.length, validUntil], ['ES256', 2, NOW + 20 * DAY]);
    assert.match(hash, /^[\w-]{43}$/);
    assert.equal(checkCertificate({ certificate: files, publicUrl }, NOW).ok, true);
    assert.match(checkCertificate({ certificate: files, publicUrl }, NOW).message, /20 more days/);
    const soon = checkCertificate({ certificate: files, publicUrl }, NOW + 10 * DAY);
    assert.deepEqual([soon.ok, soon.code], [false, 'certificate_ending']);
  });

  it('may be of P-384', async () => {
    assert.equal(read(await write([...ours], { curve: 'P-384' })).alg, 'ES384');
  });

  for (const [what, code, options] of [
    ['ended', 'certificate_ended', { notAfter: new Date(NOW - 1) }],
    ['has not begun', 'certificate_ended', { notBefore: new Date(NOW + DAY) }],
    ['is of another curve', 'certificate_key_unsuitable', { curve: 'P-521' }],
  ] as const) {
    it(`is refused where it ${what}`, async () => refuses(await write([...ours], options), code));
  }

  for (const [what, names] of [
    ['another host', [{ type: 'dns', value: 'other.example' }]],
    ['all hosts of a domain', [{ type: 'dns', value: '*.example' }]],
    ['our host as an address of mail', [{ type: 'email', value: 'verifier.example' }]],
    ['nobody', []],
  ] as const) {
    it(`is refused where it names ${what}`, async () => refuses(await write([...names]), 'certificate_host_wrong'));
  }

  it('is refused with the key of another', async () => {
    const [one, another] = [await authority.issue([...ours]), await authority.issue([...ours])];
    refuses(writeCertificate(folder, { chain: one.chain, key: another.key }), 'certificate_key_wrong');
  });

  it('is refused where one is not signed by the next, though named alike', async () => {
    const { chain, key } = await authority.issue([...ours]);
    const other = await (await createAuthority(NOW)).issue([...ours]);
    refuses(writeCertificate(folder, { chain: [chain[0]!, other.chain[1]!], key }), 'certificate_chain_broken');
    refuses(writeCertificate(folder, { chain: [chain[0]!, chain[2]!], key }), 'certificate_chain_broken');
  });

  it('is refused where a file is missing, empty or no PEM, and nothing of a key is repeated', async () => {
    const { chain, key } = await authority.issue([...ours]);
    refuses(writeCertificate(folder, { chain: [], key }), 'certificate_unreadable');
    const files = writeCertificate(folder, { chain, key: key.slice(30) });
    refuses(files, 'certificate_unreadable');
    assert.ok(!checkCertificate({ certificate: files, publicUrl }, NOW).message.includes(key.slice(60, 80)));
    refuses({ chain: join(folder, 'none'), key: files.key }, 'certificate_unreadable');
    refuses({ chain: files.chain, key: join(folder, 'none') }, 'certificate_unreadable');
  });

  it('is renewed without a restart; the former is still found, and half a renewal changes nothing', async () => {
    const files = await write([...ours]);
    const { current, find } = watchCertificate(files, { publicUrl, clock: () => new Date(NOW), log });
    const former = current()!;
    const renewed = await authority.issue([...ours]);
    writeFileSync(files.chain, renewed.chain.join('\n'));
    assert.equal(current()?.hash, former.hash, 'its key is not there yet');
    writeFileSync(files.key, renewed.key);
    const now = current()!;
    assert.notEqual(now.hash, former.hash);
    assert.equal(find(former.hash), former);
    assert.equal(find(now.hash), now);
    rmSync(files.key);
    assert.equal(current(), now);
  });

  it('needs none', () => {
    const found = checkCertificate({ certificate: undefined, publicUrl }, NOW);
    assert.deepEqual([found.ok, found.message], [true, 'none: sites sign by their own keys']);
  });
});
