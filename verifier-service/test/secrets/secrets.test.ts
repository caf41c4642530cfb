import { afterEach, beforeEach, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecretKeyFile, makeStateDirectory, readSecretKeys } from '../../src/secrets/key-file.ts';
import { openSecrets } from '../../src/secrets/open-secrets.ts';
import { createSeal } from '../../src/secrets/seal.ts';
import { hashToken, matchesHash, newToken } from '../../src/secrets/tokens.ts';
import { openDatabase, type Database } from '../../src/store/open-database.ts';

const line = (kid: string, byte: number) => `${kid}:${Buffer.alloc(32, byte).toString('base64url')}\n`;

describe('the secret key', () => {
  let folder = '';
  let file = '';
  let db: Database;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'coop-verifier-secrets-'));
    makeStateDirectory(join(folder, 'state'));
    file = join(folder, 'state', 'secret.key');
    db = await openDatabase(join(folder, 'state', 'test.db'));
  });
  afterEach(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true });
  });

  it('is made at the first start, for nobody else to read', async () => {
    await openSecrets(db, file);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(statSync(join(folder, 'state')).mode & 0o777, 0o700);
    for (const name of ['test.db', 'test.db-wal']) {
      assert.equal(statSync(join(folder, 'state', name)).mode & 0o777, 0o600);
    }
    assert.match(readFileSync(file, 'utf8'), /^[0-9a-f]{12}:[A-Za-z0-9_-]{43}\n$/);
    createSecretKeyFile(file);
    await openSecrets(db, file);
  });

  it('that is another one stops the start', async () => {
    await openSecrets(db, file);
    const [kid] = readFileSync(file, 'utf8').split(':');
    writeFileSync(file, line(kid!, 7));
    await assert.rejects(openSecrets(db, file), /is not the one the database knows/);
    writeFileSync(file, line('other', 7));
    await assert.rejects(openSecrets(db, file), /lacks the key/);
    rmSync(file);
    await assert.rejects(openSecrets(db, file), /is missing/);
  });

  it('opens what an older one sealed, and seals with the newest', async () => {
    writeFileSync(file, line('old', 1), { mode: 0o600 });
    const sealed = (await openSecrets(db, file)).seal(Buffer.from('text'), 'here');
    writeFileSync(file, line('new', 2) + line('old', 1));
    const seal = await openSecrets(db, file);
    assert.equal(seal.open(sealed, 'here').toString(), 'text');
    assert.match(seal.seal(Buffer.from('text'), 'here'), /^new:/);
  });

  it('opens nothing that was altered or moved', () => {
    const seal = createSeal([{ kid: 'a', key: Buffer.alloc(32, 1) }]);
    const sealed = seal.seal(Buffer.from('text'), 'site:1');
    const altered = sealed.slice(0, 10) + (sealed[10] === 'A' ? 'B' : 'A') + sealed.slice(11);
    assert.throws(() => seal.open(sealed, 'site:2'));
    assert.throws(() => seal.open(altered, 'site:1'));
    assert.throws(() => seal.open(sealed.slice(0, 20), 'site:1'));
    assert.throws(() => seal.open(sealed.replace('a:', 'b:'), 'site:1'), /not in the secret key file/);
  });

  it('file with a fault in it is refused by its line', () => {
    for (const text of ['', 'a:short\n', `${line('a', 1)}${line('a', 2)}`, `${line('a', 1)}nonsense\n`]) {
      writeFileSync(file, text);
      assert.throws(() => readSecretKeys(file), /secret key file/);
    }
  });
});

describe('tokens', () => {
  it('have 256 random bits, and only their hash matches', () => {
    const token = newToken();
    assert.equal(Buffer.from(token, 'base64url').length, 32);
    assert.equal(matchesHash(token, hashToken(token)), true);
    for (const other of ['', token.slice(1), newToken()]) assert.equal(matchesHash(other, hashToken(token)), false);
    assert.equal(matchesHash(token, ''), false);
  });
});
