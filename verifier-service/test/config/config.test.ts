import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificate } from '../../../core/test/proofs/sd-jwt/certificates.ts';
import { knownVariables } from '../../src/config/variables.ts';
import { describeSettings } from '../../src/cli/doctor/describe-settings.ts';
import { parseConfig, withBoundPort } from '../../src/config.ts';

const accepted = (environment: Record<string, string>, file?: Record<string, unknown>) => {
  const parsed = parseConfig(environment, file);
  if (!parsed.ok) throw new assert.AssertionError({ message: parsed.problems.join('\n') });
  return parsed.config;
};
const faults = (environment: Record<string, string>, file?: Record<string, unknown>) => {
  const parsed = parseConfig(environment, file);
  return parsed.ok ? [] : parsed.problems.map((problem) => problem.split(' ')[0]);
};

describe('parseConfig', () => {
  it('needs nothing on one machine', () => {
    const config = accepted({ STATE_DIRECTORY: '/var/lib/verifier' });
    assert.equal(config.publicUrl, 'http://localhost:4100');
    assert.equal(config.host, '127.0.0.1');
    assert.equal(config.database, '/var/lib/verifier/coop-verifier.db');
    assert.equal(config.secretKeyFile, '/var/lib/verifier/secret.key');
    assert.deepEqual(config.rateLimits, { address: 600, site: 60_000, request: 120 });
    assert.ok(Object.isFrozen(config) && Object.isFrozen(config.rateLimits) && Object.isFrozen(config.webWallets));
  });

  it('tells every fault at once', () => {
    const all = faults({
      HOST: '0.0.0.0',
      PORT: '80a',
      WORKERS: '0',
      LOG_LEVEL: 'loud',
      WEB_WALLETS: 'https://wallet.example',
      DATABASE_URL: 'mysql://db.example/verifier',
      TRUSTED_PROXIES: 'everybody',
      INSECURE_FETCH: 'localhost:4101',
    });
    assert.deepEqual([...all].sort(), [
      'DATABASE_URL',
      'INSECURE_FETCH',
      'LOG_LEVEL',
      'PORT',
      'PUBLIC_URL',
      'TRUSTED_PROXIES',
      'WEB_WALLETS',
      'WORKERS',
    ]);
  });

  it('takes a file or a PostgreSQL, and shows no password', () => {
    assert.equal(accepted({ DATABASE_URL: 'sqlite:/srv/verifier.db' }).database, '/srv/verifier.db');
    assert.equal(accepted({ DATABASE_URL: 'sqlite:', STATE_DIRECTORY: '/srv' }).database, '/srv/coop-verifier.db');
    for (const url of [
      'postgres://verifier:se:cret@db.example:5433/coop?sslmode=verify-full',
      'postgresql://verifier:secret@db.example/coop',
      'postgres:///coop?host=/run/postgresql&user=verifier&password=secret',
      'postgres://db.example/coop?user=verifier@db&password=secret',
    ]) {
      const config = accepted({ DATABASE_URL: url });
      assert.equal(config.database, url);
      const shown = describeSettings(config).find(({ name }) => name === 'DATABASE_URL')?.value ?? '';
      assert.match(shown, /^postgres.*\*\*\*/);
      assert.doesNotMatch(shown, /cret/);
    }
    const halfPasswords = ['postgres://me:1#2@db/coop', 'postgres://me:1/2@db/coop', 'postgres://me:1?2@db/coop'];
    for (const wrong of ['postgres:', 'postgres:coop', 'postgres://a b/coop', '/srv/verifier.db', ...halfPasswords])
      assert.deepEqual(faults({ DATABASE_URL: wrong }), ['DATABASE_URL'], wrong);
  });

  it('is shown by doctor with every setting there is, and each recognition list with its anchor', () => {
    const pin = `valley=https://valley.example/list#uEi${'A'.repeat(44)}`;
    const shown = describeSettings(accepted({ RECOGNITION_LISTS: pin }));
    assert.deepEqual(shown.map(({ name }) => name).sort(), [...knownVariables].sort());
    assert.equal(shown.find(({ name }) => name === 'RECOGNITION_LISTS')?.value, pin);
  });

  it('listens for Prometheus at an address of its own, and nowhere unless told', () => {
    assert.equal(accepted({}).metrics, undefined);
    assert.deepEqual(accepted({ METRICS_ADDRESS: '127.0.0.1:9464' }).metrics, { host: '127.0.0.1', port: 9464 });
    assert.deepEqual(accepted({ METRICS_ADDRESS: '[::1]:0' }).metrics, { host: '::1', port: 0 });
    for (const wrong of ['9464', 'localhost', 'http://localhost:1', 'localhost:65536'])
      assert.deepEqual(faults({ METRICS_ADDRESS: wrong }), ['METRICS_ADDRESS'], wrong);
  });

  it('takes limits of calls by number or by name', () => {
    const limits = (RATE_LIMITS: string) => accepted({ RATE_LIMITS }).rateLimits;
    assert.deepEqual(limits('5'), { address: 5, site: 60_000, request: 120 });
    assert.deepEqual(limits('site=7, address=9'), { address: 9, site: 7, request: 120 });
    for (const wrong of ['0', 'many', 'site=0', 'site=1,site=2', 'people=1', 'site=1=2', 'site', '__proto__=1']) {
      assert.deepEqual(faults({ RATE_LIMITS: wrong }), ['RATE_LIMITS'], wrong);
    }
    const parsed = parseConfig({ RATE_LIMITS: 'foo' });
    assert.match(parsed.ok ? '' : parsed.problems.join(), /a number such as 600, or any of address=600,site=/);
  });

  it('needs both files of a certificate, or none', () => {
    const both = accepted({ X509_CHAIN: '/etc/chain.pem', X509_KEY: '/etc/key.pem' });
    assert.deepEqual(both.certificate, { chain: '/etc/chain.pem', key: '/etc/key.pem' });
    assert.equal(accepted({}).certificate, undefined);
    assert.deepEqual(faults({ X509_CHAIN: '/etc/chain.pem' }), ['X509_KEY']);
    assert.deepEqual(faults({ X509_KEY: '/etc/key.pem' }), ['X509_CHAIN']);
  });

  it('takes INSECURE_ settings only on this machine, and none that it does not know', () => {
    assert.deepEqual(faults({ INSECURE_FETCH: 'localhost:4101,localhost:4102' }), []);
    assert.deepEqual(faults({ INSECURE_FETCH: 'localhost:4101', PUBLIC_URL: 'https://verifier.example' }), [
      'INSECURE_FETCH',
    ]);
    assert.deepEqual(faults({ INSECURE_FETCH: 'localhost' }), ['INSECURE_FETCH']);
    assert.deepEqual(faults({ INSECURE_VC_API: '1' }), []);
    assert.deepEqual(faults({ INSECURE_VC_API: 'yes' }), ['INSECURE_VC_API']);
    assert.deepEqual(faults({ INSECURE_VC_API: '1', PUBLIC_URL: 'https://verifier.example' }), ['INSECURE_VC_API']);
    assert.deepEqual(faults({ INSECURE_EVERYTHING: '1' }), ['INSECURE_EVERYTHING']);
  });

  it('wants https in public', () => {
    assert.deepEqual(faults({ PUBLIC_URL: 'http://verifier.example' }), ['PUBLIC_URL']);
    assert.deepEqual(faults({ PUBLIC_URL: 'https://verifier.example/?a=1' }), ['PUBLIC_URL']);
    assert.equal(accepted({ PUBLIC_URL: 'https://verifier.example/v/' }).publicUrl, 'https://verifier.example/v');
  });

  it('takes a duration for how often it looks again', () => {
    assert.equal(accepted({}).recheckEvery, 86_400_000);
    assert.equal(accepted({ RECHECK_EVERY: 'PT2S' }).recheckEvery, 2_000);
    for (const wrong of ['PT0S', '24', 'P2Y', 'daily'])
      assert.deepEqual(faults({ RECHECK_EVERY: wrong }), ['RECHECK_EVERY']);
  });

  describe('of whom to trust', () => {
    let folder = '';
    const file = (name: string, content: string) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'coop-verifier-config-'));
    });
    after(() => rmSync(folder, { recursive: true }));

    it('reads certificates, in PEM and as x5c, at once', async () => {
      const [one, other] = await Promise.all([certificate({ name: 'One' }), certificate({ name: 'Other' })]);
      const paths = [file('two.pem', `${one.pem}\n${other.pem}\n`), file('one.json', `{"x5c":["${one.der}"]}`)];
      const { trustedRoots, origins } = accepted({ TRUSTED_ROOTS: paths.join(', ') });
      assert.deepEqual(
        trustedRoots.map(({ file, certificates }) => [file, certificates.length]),
        [
          [paths[0], 2],
          [paths[1], 1],
        ],
      );
      assert.equal(origins['TRUSTED_ROOTS'], 'environment');
      assert.equal(accepted({}, { TRUSTED_ROOTS: paths }).trustedRoots.length, 2);
    });

    it('names a file of certificates that is missing or has none', () => {
      const wrong = ['', 'no certificate', '{"x5c":[]}', '{"x5c":["AAAA"]}', '{'].map((text, index) =>
        file(`wrong-${index}.pem`, text),
      );
      for (const path of [...wrong, join(folder, 'nowhere.pem'), folder]) {
        const parsed = parseConfig({ TRUSTED_ROOTS: path, PORT: 'x' });
        assert.ok(!parsed.ok);
        assert.equal(parsed.problems.length, 2);
        assert.ok(parsed.problems.some((problem) => problem.startsWith(`TRUSTED_ROOTS names ${path}, which `)));
      }
    });

    it('takes pinned keys by their fingerprints, several for one issuer', () => {
      const { pinnedKeys } = accepted({
        PINNED_KEYS: 'did:web:a.example=0123 4567 89AB CDEF 0123 4567 89AB CDEF, did:web:a.example=' + 'ab'.repeat(16),
      });
      assert.deepEqual(
        pinnedKeys.map(({ did, fingerprint }) => [did, fingerprint]),
        [
          ['did:web:a.example', '0123 4567 89AB CDEF 0123 4567 89AB CDEF'],
          ['did:web:a.example', 'ABAB ABAB ABAB ABAB ABAB ABAB ABAB ABAB'],
        ],
      );
      const digits = '0'.repeat(32);
      for (const did of ['did:key:z6Mk', 'did:web:A.example', 'did:web:a.example#key-1', 'a.example', ''])
        assert.deepEqual(faults({ PINNED_KEYS: `${did}=${digits}` }), ['PINNED_KEYS'], did);
      for (const print of ['', digits.slice(1), `${digits}0`, `${digits}=`, 'x'.repeat(32)])
        assert.deepEqual(faults({ PINNED_KEYS: `did:web:a.example=${print}` }), ['PINNED_KEYS'], print);
    });
  });

  describe('RECOGNITION_LISTS', () => {
    const anchor = `uEi${'A'.repeat(44)}`;

    it('takes lists by name, address and anchor', () => {
      const { recognitionLists } = accepted({
        RECOGNITION_LISTS: `a=https://lists.example/a/#${anchor}, b=https://b.example/#${anchor}`,
      });
      assert.deepEqual(recognitionLists, [
        { name: 'a', url: 'https://lists.example/a/', anchor },
        { name: 'b', url: 'https://b.example/', anchor },
      ]);
    });

    it('refuses a list without its anchor, name or address', () => {
      const url = 'a=https://lists.example/a/';
      for (const lists of [url, `${url}#1`, `${url}#${anchor}A`, `https://lists.example/#${anchor}`, `a=#${anchor}`])
        assert.deepEqual(faults({ RECOGNITION_LISTS: lists }), ['RECOGNITION_LISTS'], lists);
    });
  });

  it('ignores the rest of the environment', () => {
    assert.deepEqual(faults({ PATH: '/bin', HOME: '/root' }), []);
  });

  it('reads the same from a file, which the environment overrides, and remembers where each came from', () => {
    const { port, workers, webWallets, origins } = accepted(
      { PORT: '4200' },
      { PORT: 4300, WORKERS: 2, WEB_WALLETS: ['A=https://a.example/'] },
    );
    assert.deepEqual([port, workers, webWallets], [4200, 2, [{ name: 'A', url: 'https://a.example/' }]]);
    assert.deepEqual([origins['PORT'], origins['WORKERS'], origins['HOST']], ['environment', 'file', 'default']);
    assert.deepEqual(faults({}, { PROT: 1, WORKERS: {} }), ['PROT', 'WORKERS']);
  });

  it('follows a port that was bound, where any was asked for', () => {
    assert.equal(withBoundPort(accepted({ PORT: '0' }), 5000).publicUrl, 'http://localhost:5000');
    assert.equal(
      withBoundPort(accepted({ PORT: '0', PUBLIC_URL: 'https://v.example' }), 5000).publicUrl,
      'https://v.example',
    );
  });
});
