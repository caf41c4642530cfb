import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VerificationResult } from '@coop-credentials/core';
import {
  daysLater,
  expectedAudience,
  expectedNonce,
  frozenAt,
  presentation,
  secondsLater,
  webDocuments,
} from '../../../core/test/factories/index.ts';
import {
  alder,
  anchor,
  birch,
  entryOf,
  listOf,
  published,
  signedBy,
} from '../../../core/test/factories/recognition.ts';
import { writtenPolicy, writtenRequirement } from '../../../core/test/policy/policies.ts';
import { UsageError, type CommandError } from '../../src/cli/command.ts';
import { verify } from '../../src/cli/verify.ts';

describe('coop-verifier verify, by a policy that goes by a recognition list', function () {
  this.timeout(30_000);
  let folder = '';
  const file = (name: string, content: unknown): string => {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify(content));
    return path;
  };
  /** A file of `list export` with these entries. */
  const exported = async (
    name: string,
    list: Parameters<typeof listOf>[0] = {},
    issued = secondsLater(-60),
  ): Promise<string> => {
    const files = await published([await signedBy(listOf(list), [alder, birch])], { issued });
    const { 'fresh.json': freshness, '1.json': first } = files;
    return file(name, { type: 'CoopRecognitionBundle', version: 1, freshness, sequences: { 1: first } });
  };
  const run = async (...options: string[]) => {
    const path = file('shown.json', await presentation());
    const args = [
      path,
      '--now',
      frozenAt.toISOString(),
      '--documents',
      folder,
      '--nonce',
      expectedNonce,
      '--audience',
      expectedAudience,
    ];
    const policy = ['--policy', join(folder, 'policy.json')];
    const all = [...args, ...policy, ...options];
    const done = (await verify.run({ args: all, configuration: { ok: false, problems: [] } }))!;
    const { problem, outcome, credentials } = done.json as VerificationResult;
    return { ...done, word: problem?.code ?? outcome, credentials };
  };
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'coop-verifier-by-list-'));
    const [[url, document]] = [...webDocuments] as [[string, unknown]];
    file('did.json', await document);
    file('INDEX.json', { [url]: 'did.json' });
    const require = [{ ...writtenRequirement, issuers: { lists: ['river-valley'] } }];
    file('policy.json', { ...writtenPolicy, accept: [{ require }] });
  });
  after(() => rmSync(folder, { recursive: true }));

  it('recognises by the list that is given', async () => {
    const list = await exported('list.json');
    const { word, exitCode, credentials } = await run('--list', `river-valley=${list}#${anchor}`);
    assert.deepEqual([word, exitCode], ['accepted', 0]);
    assert.equal(credentials[0]?.recognisedBy?.list, 'river-valley');
  });

  it('refuses whom the list does not name', async () => {
    const list = await exported('others.json', { credentialSubject: [entryOf({ id: 'did:web:meadow.example' })] });
    const { word, exitCode } = await run('--list', `river-valley=${list}#${anchor}`);
    assert.deepEqual([word, exitCode], ['issuer_not_recognised', 1]);
  });

  it('is undecided, and names the list, where that was not given', async () => {
    const { word, exitCode, text } = await run();
    assert.deepEqual([word, exitCode], ['list_unavailable', 2]);
    assert.match(text, /Not asked: the policy goes by .* not given: --list river-valley=FILE#ANCHOR\n/);
    const other = await run('--list', `other=${await exported('list.json')}#${anchor}`);
    assert.equal(other.word, 'list_unavailable');
  });

  it('takes the list for as old as it would be at a gate at the time asked about', async () => {
    for (const [days, word] of [
      [3, 'accepted'],
      [20, 'list_expired'],
    ] as const) {
      const list = await exported('old.json', {}, daysLater(-days));
      assert.equal((await run('--list', `river-valley=${list}#${anchor}`)).word, word);
    }
  });

  it('ends with a reason where the list is not the pinned one, not signed, or no list at all', async () => {
    const list = await exported('list.json');
    const unsigned = await published([await signedBy(listOf(), [alder])]);
    const bundle = {
      type: 'CoopRecognitionBundle',
      freshness: unsigned['fresh.json'],
      sequences: { 1: unsigned['1.json'] },
    };
    for (const [given, code] of [
      [`river-valley=${list}`, 'usage'],
      [`${list}#${anchor}`, 'usage'],
      [`river-valley=${list}#uEi${'A'.repeat(44)}`, 'list_other'],
      [`river-valley=${file('unsigned.json', bundle)}#${anchor}`, 'list_quorum_missing'],
      [`river-valley=${file('1.json', unsigned['1.json'])}#${anchor}`, 'file_unreadable'],
      [`river-valley=${file('null.json', null)}#${anchor}`, 'file_unreadable'],
      [`river-valley=${join(folder, 'nowhere')}#${anchor}`, 'file_unreadable'],
    ] as const) {
      await assert.rejects(
        run('--list', given),
        (error) => (error instanceof UsageError ? 'usage' : (error as CommandError).code) === code,
        given,
      );
    }
    const args = [list, '--list', `river-valley=${list}#${anchor}`];
    await assert.rejects(verify.run({ args, configuration: { ok: false, problems: [] } }), UsageError, 'no policy');
  });
});
