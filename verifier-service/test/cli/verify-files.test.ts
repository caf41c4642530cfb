import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VerificationResult } from '@coop-credentials/core';
import { issuedCredential } from '../../../core/test/factories/index.ts';
import { UsageError, type CommandError } from '../../src/cli/command.ts';
import { verify } from '../../src/cli/verify.ts';

describe('the files that coop-verifier verify reads', function () {
  let folder = '';
  let judged = '';
  const file = (name: string, content: unknown): string => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const run = (...args: string[]) => verify.run({ args, configuration: { ok: false, problems: [] } });
  const messageOf = async (...args: string[]): Promise<string> => {
    try {
      await run(...args);
    } catch (error) {
      if (!(error instanceof UsageError)) assert.equal((error as CommandError).code, 'file_unreadable');
      return (error as Error).message;
    }
    return 'read';
  };
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'coop-verifier-files-'));
    judged = file('judged.json', await issuedCredential());
  });
  after(() => rmSync(folder, { recursive: true }));

  it('says in words why one cannot be read', async () => {
    assert.match(await messageOf(join(folder, 'nowhere.json')), /nowhere\.json cannot be used: there is no such file$/);
    assert.match(await messageOf(join(judged, 'x.json')), /there is no such file$/);
    assert.match(await messageOf(folder), /it is a folder$/);
    writeFileSync(join(folder, 'bytes'), Buffer.from([0x7b, 0xff]));
    assert.match(await messageOf(join(folder, 'bytes')), /it is no text in UTF-8$/);
    const secret = file('secret.json', {});
    chmodSync(secret, 0o000);
    // Root may read whatever there is.
    assert.match(await messageOf(secret), process.getuid?.() === 0 ? /^read$/ : /you may not read it$/);
  });

  it('refuses what is too long to be judged by one code, and does not read it all', async () => {
    const path = join(folder, 'long');
    for (const [text, length] of [
      ['é'.repeat(200_000), undefined],
      [' ', 20 * 1024 ** 2],
      ['{', 5 * 1024 ** 3],
    ] as const) {
      writeFileSync(path, text);
      if (length !== undefined) truncateSync(path, length);
      const done = (await run(path))!;
      assert.deepEqual([done.exitCode, (done.json as VerificationResult).problem?.code], [1, 'body_too_large']);
      assert.match(done.text, /longer than 256 KiB/);
    }
    assert.match(await messageOf(judged, '--trusted-roots', path), /longer than the 16 MiB that are read$/);
  });

  it('says what is wrong with a folder of documents', async () => {
    assert.match(await messageOf(judged, '--documents', join(folder, 'nowhere')), /there is no such folder$/);
    assert.match(await messageOf(judged, '--documents', folder), /it has no INDEX\.json, which maps/);
  });

  it('takes documents from the folder and its parent alone, wherever links lead', async () => {
    mkdirSync(join(folder, 'a', 'documents'), { recursive: true });
    const outside = file('outside.json', {});
    file('a/beside.json', {});
    file('a/documents/inside.json', {});
    symlinkSync(outside, join(folder, 'a', 'documents', 'link.json'));
    for (const [path, words] of [
      ['inside.json', /^read$/],
      ['beside.json', /^read$/],
      ['../beside.json', /^read$/],
      ['documents/inside.json', /^read$/],
      [outside, /from its parent alone$/],
      ['../../outside.json', /from its parent alone$/],
      ['../outside.json', /from its parent alone$/],
      ['link.json', /from its parent alone$/],
      ['nowhere.json', /there is no such file$/],
    ] as const) {
      file('a/documents/INDEX.json', { 'https://harvest.example/x': path });
      const options = ['--documents', join(folder, 'a', 'documents'), '--proofs-only', '--status', 'offline'];
      assert.match(await messageOf(judged, ...options), words, path);
    }
  });

  it('asks about no day that there is not', async () => {
    for (const time of ['2026-02-30', '2026-02-29T00:00:00Z', '2026-13-01', '2026-04-31T10:00+02:00', 'today']) {
      assert.match(await messageOf(judged, '--now', time), /--now must be a time/, time);
    }
    assert.equal(await messageOf(judged, '--now', '2028-02-29T23:00:00-05:00', '--proofs-only'), 'read');
  });
});
