import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VerificationResult } from '@coop-credentials/core';
import {
  expectedAudience,
  expectedNonce,
  frozenAt,
  handMade,
  issuedCredential,
  issuedSdJwt,
  presentation,
  revocable,
  revocationUrl,
  shownSdJwt,
  statusIndex,
  statusList,
  webDocuments,
} from '../../../core/test/factories/index.ts';
import { writtenPolicy } from '../../../core/test/policy/policies.ts';
import { certificate } from '../../../core/test/proofs/sd-jwt/certificates.ts';
import { UsageError, type CommandError } from '../../src/cli/command.ts';
import { verify } from '../../src/cli/verify.ts';
import { coopVerifier } from '../bed/command-line.ts';

describe('coop-verifier verify', function () {
  this.timeout(60_000);
  let folder = '';
  let known: readonly string[] = [];
  const file = (name: string, content: unknown): string => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  /** A folder of documents, with this index. */
  const documents = (name: string, index: object, files: Readonly<Record<string, unknown>>): string => {
    mkdirSync(join(folder, name));
    for (const [path, content] of Object.entries(files)) file(join(name, path), content);
    file(join(name, 'INDEX.json'), index);
    return join(folder, name);
  };
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'coop-verifier-verify-'));
    const [[url, document]] = [...webDocuments] as [[string, unknown]];
    const web = documents('web', { dids: { [url]: 'harvest.json' } }, { 'harvest.json': await document });
    known = ['--now', frozenAt.toISOString(), '--documents', web];
  });
  after(() => rmSync(folder, { recursive: true }));

  /** The command itself; its process is tried once for each way to end. */
  const run = async (path: string, ...options: string[]) => {
    const done = await verify.run({ args: [path, ...options], configuration: { ok: false, problems: [] } });
    return { exitCode: done?.exitCode, text: done?.text ?? '', result: done?.json as VerificationResult };
  };
  const judge = async (path: string, ...options: string[]) => {
    const { exitCode, result } = await run(path, ...known, ...options);
    return { exitCode, word: result.problem?.code ?? result.outcome, result };
  };
  const word = async (path: string, ...options: string[]) => {
    const { exitCode, word: found } = await judge(path, ...options);
    return [exitCode, found];
  };

  it('accepts a credential and a presentation, in JSON and compact, and prints the result', async () => {
    for (const [name, content] of [
      ['credential.json', await issuedCredential()],
      ['presentation.json', await presentation()],
      ['credential.sd-jwt', `${await issuedSdJwt()}\n`],
      ['presentation.sd-jwt', JSON.stringify(await shownSdJwt())],
    ] as const) {
      const { exitCode, result } = await judge(file(name, content));
      assert.deepEqual([exitCode, result.outcome, result.claimsTrusted], [0, 'accepted', false], name);
      assert.ok(result.checks.some(({ check, credential }) => check === 'proof' && credential === 0));
    }
  });

  it('rejects what is altered, expired or no document, with 1', async () => {
    const credential = await issuedCredential();
    assert.deepEqual(await word(file('altered.json', { ...credential, issuer: 'did:web:meadow.example' })), [
      1,
      'signature_invalid',
    ]);
    const late = ['--now', '2030-01-01'];
    const { exitCode, result } = await run(file('c.json', credential), ...known.slice(2), ...late);
    assert.deepEqual([exitCode, result.problem?.code], [1, 'credential_expired']);
    for (const [content, code] of [
      ['', 'json_invalid'],
      ['{"type":', 'json_invalid'],
      ['[]', 'credential_malformed'],
      ['not a token', 'json_invalid'],
      ['null', 'credential_malformed'],
      ['{}', 'credential_malformed'],
      ['[{}]', 'credential_malformed'],
      ['{"a0r0":["e30.e30.AA~"]}', 'presentation_malformed'],
      ['e30.e30.AA~', 'credential_malformed'],
      [`{"a":"${'x'.repeat(300_000)}"}`, 'body_too_large'],
    ] as const) {
      assert.deepEqual(await word(file('wrong', content)), [1, code], content.slice(0, 20));
    }
  });

  it('compares a nonce and an audience where they are given', async () => {
    const path = file('shown.json', await presentation());
    assert.deepEqual(await word(path, '--nonce', expectedNonce, '--audience', expectedAudience), [0, 'accepted']);
    assert.deepEqual(await word(path, '--nonce', 'another'), [1, 'nonce_mismatch']);
    assert.deepEqual(await word(path, '--audience', 'another'), [1, 'audience_mismatch']);
  });

  it('judges as a gate does under a policy', async () => {
    const asked = ['--nonce', expectedNonce, '--audience', expectedAudience];
    const { id: _, ...policy } = writtenPolicy;
    const gate = ['--policy', file('policy.json', policy), ...asked];
    for (const [name, content] of [
      ['gate.json', await presentation()],
      ['gate-answer.json', { a0r0: [await presentation()] }],
      ['gate.sd-jwt', await shownSdJwt()],
    ] as const) {
      const { exitCode, result } = await judge(file(name, content), ...gate);
      assert.deepEqual([exitCode, result.outcome, result.claimsTrusted], [0, 'accepted', true], name);
      assert.equal(result.credentials[0]?.issuer.name, 'Harvest Co-op');
    }
    const large = { ...(await presentation()), note: 'x'.repeat(17_000) };
    assert.deepEqual(await word(file('large.json', large), ...gate), [1, 'body_too_large'], 'the limits of a gate');
    const others = { ...policy, accept: [{ require: [{ type: 'CoopMembershipCredential', issuers: {} }] }] };
    const strict = ['--policy', file('others.json', others), ...asked];
    assert.deepEqual(await word(file('gate.json', await presentation()), ...strict), [1, 'issuer_not_recognised']);
    assert.deepEqual(await word(file('alone.json', await issuedCredential()), ...gate), [1, 'presentation_malformed']);
  });

  it('looks a status up in the documents alone when offline: a list that is not there leaves it undecided', async () => {
    const path = file('revocable.json', await issuedCredential({ status: [revocable] }));
    assert.deepEqual(await word(path, '--status', 'offline'), [2, 'status_unreachable']);
    const did = [...webDocuments][0]!;
    const index = { [did[0]]: 'did.json', lists: { [revocationUrl]: 'lists/revoked.json' } };
    mkdirSync(join(folder, 'lists'));
    file('lists/revoked.json', await statusList({ taken: [statusIndex] }));
    const withList = ['--documents', documents('with-list', index, { 'did.json': await did[1] })];
    assert.deepEqual(
      await word(path, '--status', 'offline', ...withList),
      [1, 'credential_revoked'],
      'from the parent',
    );
  });

  it('takes a DID’s document by the DID itself, and does not go online for it', async () => {
    const [, document] = [...webDocuments][0]!;
    const folderOf = documents('by-did', { 'did:web:harvest.example': 'did.json' }, { 'did.json': await document });
    assert.deepEqual(await word(file('by-did.json', await issuedCredential()), '--documents', folderOf), [
      0,
      'accepted',
    ]);
  });

  it('knows contexts that lie among the documents, for this run', async () => {
    const context = 'https://harvest.example/context/v1';
    const credential = await issuedCredential();
    const foreign = { ...credential, '@context': [...credential['@context'], context] };
    assert.deepEqual(await word(file('foreign.json', foreign)), [1, 'context_not_allowed']);
    const [url, document] = [...webDocuments][0]!;
    const files = { 'c.json': { '@context': { shelf: 'https://harvest.example/#shelf' } }, 'd.json': await document };
    const withContext = [
      '--documents',
      documents('contexts', { contexts: { [context]: 'c.json' }, docs: { [url]: 'd.json' } }, files),
    ];
    const [exitCode, found] = await word(file('foreign.json', foreign), ...withContext);
    assert.deepEqual([exitCode, found], [0, 'accepted'], 'it defines nothing that the credential says');
  });

  it('takes an issuer’s certificate that leads to a pinned one, in PEM or as x5c, a leaf too', async () => {
    const root = await certificate({ name: 'root', ca: true });
    const leaf = await certificate({ name: 'leaf', by: root, names: [{ type: 'dns', value: 'issuer.example' }] });
    const payload = { iss: 'https://issuer.example', vct: 'urn:example:member', memberOf: undefined };
    const token = await handMade({ issuerKey: leaf.tokenKey, payload, header: { kid: undefined, x5c: [leaf.der] } });
    const path = file('certified.sd-jwt', token);
    assert.deepEqual(await word(path), [1, 'certificate_not_trusted']);
    const other = await certificate({ name: 'other', ca: true });
    const pem = file('roots.pem', `${other.pem}\n${root.pem}\n`);
    assert.deepEqual(await word(path, '--trusted-roots', pem), [0, 'accepted']);
    const json = file('leaf.json', { x5c: [leaf.der] });
    const both = ['--trusted-roots', file('other.pem', other.pem), '--trusted-roots', json];
    assert.deepEqual(await word(path, ...both), [0, 'accepted']);
  });

  it('looks at the proofs alone when asked to: every one, those of credentials too', async () => {
    const { outcome, checks } = (await judge(file('proofs.json', await presentation()), '--proofs-only')).result;
    assert.equal(outcome, 'accepted');
    assert.deepEqual(
      checks.map(({ check, credential }) => [check, credential]),
      [
        ['proof', undefined],
        ['proof', 0],
      ],
    );
    const over = await issuedCredential({ validUntil: new Date('2026-05-05') });
    assert.deepEqual(await word(file('over.json', over), '--proofs-only'), [0, 'accepted']);
    const { proof: _, ...bare } = over;
    const unsigned = await presentation({ credentials: [bare] });
    assert.deepEqual(await word(file('bare.json', unsigned), '--proofs-only'), [1, 'proof_missing']);
  });

  it('ends with 3 for a file that cannot be read and an option that is wrong', async () => {
    const path = file('fine.json', await issuedCredential());
    const policy = file('fine-policy.json', writtenPolicy);
    for (const [options, code] of [
      [[join(folder, 'nowhere.json')], 'file_unreadable'],
      [[], 'usage'],
      [[path, path], 'usage'],
      [[path, '--unknown'], 'usage'],
      [[path, '--now', 'yesterday'], 'usage'],
      [[path, '--status', 'maybe'], 'usage'],
      [[path, '--nonce', ''], 'usage'],
      [[path, '--policy', policy], 'usage'],
      [[path, '--policy', policy, '--proofs-only'], 'usage'],
      [[path, '--policy', file('no-policy.json', {}), '--nonce', 'n', '--audience', 'a'], 'policy_invalid'],
      [[path, '--documents', join(folder, 'nowhere')], 'file_unreadable'],
      [[path, '--trusted-roots', path], 'file_unreadable'],
      [[path, '--trusted-roots', file('empty.pem', '')], 'file_unreadable'],
    ] as const) {
      await assert.rejects(
        verify.run({ args: options, configuration: { ok: false, problems: [] } }),
        (error) => (error instanceof UsageError ? 'usage' : (error as CommandError).code) === code,
        options.slice(1).join(' '),
      );
    }
  });

  it('is a process that ends with 0, 1, 2 and 3, and prints one JSON value and nothing else', async () => {
    const credential = await issuedCredential({ status: [revocable] });
    const path = file('process.json', credential);
    const all = ['verify', path, ...known, '--status', 'offline', '--json'];
    for (const [args, exitCode, of] of [
      [[...all, '--proofs-only'], 0, 'outcome'],
      [all.with(1, file('broken.json', { ...credential, name: 'x' })), 1, 'outcome'],
      [all, 2, 'outcome'],
      [all.with(1, join(folder, 'nowhere.json')), 3, 'error'],
      [[...all, '--unknown'], 3, 'error'],
    ] as const) {
      const done = await coopVerifier(args, {});
      assert.deepEqual([done.exitCode, done.stderr], [exitCode, '']);
      assert.ok(of in (JSON.parse(done.stdout) as object));
    }
  });
});
