import { findIssuer, parsePolicy } from '@coop-credentials/core';
import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { daysLater, fakeFetch, frozenAt, harvestDid, ports } from '../../../../core/test/factories/index.ts';
import { certificate } from '../../../../core/test/proofs/sd-jwt/certificates.ts';
import { checkClock } from '../../../src/cli/doctor/check-clock.ts';
import { checkDisk } from '../../../src/cli/doctor/check-disk.ts';
import { checkLists } from '../../../src/cli/doctor/check-lists.ts';
import { checkPinnedKeys } from '../../../src/cli/doctor/check-pinned-keys.ts';
import { checkTrustedRoots } from '../../../src/cli/doctor/check-trusted-roots.ts';
import { checkPublicUrl } from '../../../src/cli/doctor/check-public-url.ts';
import { checkState } from '../../../src/cli/doctor/check-state.ts';
import type { FaultCode, Finding } from '../../../src/cli/doctor/finding.ts';
import { parseConfig, type Config } from '../../../src/config.ts';
import { loungePolicy } from '../../bed/policy.ts';
import { openStores } from '../../../src/open-stores.ts';
import { createRequests } from '../../../src/requests/create-requests.ts';
import { rotateSecrets } from '../../../src/secrets/rotate-secrets.ts';

/** The cure belongs to every fault: asserted here for all. */
function fault(finding: Finding | undefined, code: FaultCode, message: RegExp, cure: RegExp) {
  assert.ok(finding);
  assert.deepEqual([finding.ok, finding.code], [false, code], finding.message);
  assert.match(finding.message, message);
  assert.match(finding.cure ?? '', cure);
}

describe('doctor', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'coop-verifier-doctor-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  function configOf(name: string, environment: Record<string, string> = {}): Config {
    const parsed = parseConfig({ STATE_DIRECTORY: join(folder, name), ...environment });
    if (!parsed.ok) throw new Error(parsed.problems.join());
    return parsed.config;
  }

  const failing = (code: string) => () => {
    throw Object.assign(new Error(code), { code });
  };
  const stateFault = async (config: Config, check: string) =>
    (await checkState(config)).find((finding) => finding.check === check && !finding.ok);

  it('names a clock that went back, by what was written later', async () => {
    const config = configOf('clock');
    const tomorrow = () => new Date(Date.now() + 86_400_000);
    const stores = await openStores(config, tomorrow);
    const { site } = await stores.sites.add({ name: 'A', url: 'https://a.example' });
    const parsed = parsePolicy({ id: 'lounge', ...loungePolicy() });
    if (!parsed.ok) throw new Error('the policy is invalid');
    await stores.policies.put(site.id, parsed.policy, Date.now());
    assert.equal((await checkClock(config)).ok, true);

    const requests = createRequests({ ...stores, publicUrl: config.publicUrl, clock: tomorrow } as never);
    await requests.openRequest(site, { policy: 'lounge', subject: 's', returnUrl: 'https://a.example/' });
    await stores.db.destroy();
    fault(await checkClock(config), 'clock_wrong', /it is before .* when the newest request was opened/, /NTP/);
  });

  it('names a disk that is full, read-only or not ours, and a folder that is none', () => {
    const own = join(folder, 'disk');
    mkdirSync(own, { mode: 0o700 });
    fault(checkDisk(own, failing('ENOSPC')), 'disk_full', /disk of .* is full/, /Make room/);
    fault(checkDisk(own, failing('EROFS')), 'disk_read_only', /read-only/, /Mount it writable/);
    fault(checkDisk(own, failing('EACCES')), 'state_folder_unwritable', /is not writable/, /Let this user write/);
    const file = join(folder, 'file');
    writeFileSync(file, '');
    fault(checkDisk(file), 'state_folder_invalid', /is not a folder/, /STATE_DIRECTORY/);
    fault(checkDisk(join(file, 'below')), 'state_folder_invalid', /is not a folder/, /STATE_DIRECTORY/);
    assert.equal(checkDisk(own).ok, true);
    assert.deepEqual(readdirSync(own), [], 'nothing is left behind');
  });

  it('names a database that is none, and what brings it back', async () => {
    const config = configOf('broken');
    mkdirSync(config.stateDirectory, { mode: 0o700 });
    writeFileSync(config.database, 'not a database, whatever its name says'.repeat(50));
    fault(await stateFault(config, 'database'), 'database_unusable', /coop-verifier\.db: /, /restore --from/);
  });

  it('names a secret key that is missing, is another one, or was let go too early', async () => {
    const config = configOf('key');
    const { db } = await openStores(config, () => new Date());
    await rotateSecrets(db, config.secretKeyFile);
    const { readFileSync } = await import('node:fs');
    const [newest = '', older = ''] = readFileSync(config.secretKeyFile, 'utf8').split('\n');
    await db.destroy();
    const found = () => stateFault(config, 'secret key');
    assert.equal(await found(), undefined);

    writeFileSync(config.secretKeyFile, `${older}\n`, { mode: 0o600 });
    fault(await found(), 'secret_key_wrong', /lacks the key/, /Restore the file/);
    writeFileSync(config.secretKeyFile, `${newest.split(':')[0]}:${'A'.repeat(43)}\n`);
    fault(await found(), 'secret_key_wrong', /is not the one the database knows/, /Restore the file/);
    writeFileSync(config.secretKeyFile, 'nonsense\n');
    fault(await found(), 'secret_key_invalid', /is not kid:key/, /backup/);
    rmSync(config.secretKeyFile);
    fault(await found(), 'secret_key_missing', /is missing/, /backup/);
    writeFileSync(config.secretKeyFile, `${newest}\n`, { mode: 0o600 });
    assert.equal(await found(), undefined, 'the old line could go');
  });

  it('names the recognition lists that policies count on, which are not followed', async () => {
    const config = configOf('lists');
    assert.equal((await checkLists(config)).ok, true, 'before the first start');
    const { db, sites, policies, recognitionLists } = await openStores(config, () => new Date());
    const { site } = await sites.add({ name: 'Lounge', url: 'https://a.example' });
    const write = async (lists: readonly string[]) => {
      const require = [{ type: 'CoopMembershipCredential', issuers: { lists } }];
      const parsed = parsePolicy({ id: 'members', ...loungePolicy({ accept: [{ require }] }) });
      if (!parsed.ok) throw new Error('the policy is invalid');
      await policies.put(site.id, parsed.policy, Date.now());
    };
    await write(['autumn-federation']);
    fault(await checkLists(config), 'list_unknown', /autumn-federation \(policy members of Lounge\)/, /list pin/);
    const pinned = { name: 'autumn-federation', url: 'https://autumn.example/', anchor: 'uEi' };
    fault(
      await checkLists({ ...config, recognitionLists: [pinned] }),
      'list_unavailable',
      /never fetched, and let nobody in: autumn-federation/,
      /list import/,
    );
    await recognitionLists.pin(pinned, { byCommand: true, anew: false });
    const unreadable = { seq: 1, document: '{}', freshness: '{}' };
    await recognitionLists.save((await recognitionLists.heads())[0]!, { stored: unreadable, clock: 0, checkedAt: 0 });
    fault(await checkLists(config), 'list_invalid', /let nobody in: autumn-federation/, /list import/);
    await recognitionLists.unpin('autumn-federation');
    await write([]);
    assert.equal((await checkLists(config)).ok, true);
    await db.destroy();
  });

  it('names a trusted root that is not within its time', async () => {
    const authority = await certificate({ name: 'Federation root', ca: true, notAfter: daysLater(-1) });
    const file = join(folder, 'roots.pem');
    writeFileSync(file, authority.pem);
    const config = configOf('roots', { TRUSTED_ROOTS: file });
    fault(
      checkTrustedRoots(config, frozenAt)[0],
      'root_not_valid_now',
      /roots\.pem: CN=Federation root is valid 2026-02-21 to 2026-05-31/,
      /new certificate/,
    );
    assert.deepEqual(
      checkTrustedRoots(config, daysLater(-2)).map(({ ok }) => ok),
      [true],
    );
  });

  it('names an issuer whose website has another key than the pinned one, or does not answer', async () => {
    const { keys } = await findIssuer(harvestDid, ports());
    const right = keys[0]!.fingerprint;
    const pinning = (did: string, print: string) => configOf('pins', { PINNED_KEYS: `${did}=${print}` });
    const check = (config: Config) => checkPinnedKeys(config, fakeFetch());
    assert.deepEqual(
      (await check(pinning(harvestDid, right))).map(({ ok, message }) => [ok, message]),
      [[true, harvestDid]],
    );
    const [other] = await check(pinning(harvestDid, '0'.repeat(32)));
    fault(
      other,
      'key_not_pinned',
      new RegExp(`${harvestDid} now has ${right}, which PINNED_KEYS`),
      /not by its website/,
    );
    const [down] = await check(pinning('did:web:nowhere.example', right));
    fault(down, 'issuer_unreachable', /nowhere\.example cannot be looked up \(issuer_/, /Look again later/);
  });

  it('names a public URL where nobody answers, or somebody else', async () => {
    const other = createServer((_request, response) => void response.end('<p>Welcome</p>'));
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const config = configOf('url', { PUBLIC_URL: `http://localhost:${port}` });
    const found = await checkPublicUrl(config);
    const closed = once(other, 'close');
    other.close();
    other.closeAllConnections();
    await closed;
    fault(found, 'public_url_of_another', /answered by something else/, /proxy/);
    fault(await checkPublicUrl(config), 'public_url_unreachable', /does not answer/, /coop-verifier start/);
  });
});
