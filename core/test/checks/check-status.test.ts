import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { checkStatus } from '../../src/checks/check-status.ts';
import { bundledContexts } from '../../src/contexts/context-store.ts';
import { parseCredential } from '../../src/parse/parse-credential.ts';
import type { Policy } from '../../src/policy/policy-schema.ts';
import type { CredentialStatus } from '../../src/profile/index.ts';
import {
  frozenAt,
  issuedCredential,
  publishedLists,
  resolveDid,
  revocable,
  revocationUrl,
  statusIndex,
  statusList,
  suspendable,
  suspensionUrl,
} from '../factories/index.ts';
import { policyWith } from '../policy/policies.ts';
import { wordOf } from './subjects.ts';

interface Change {
  readonly status?: readonly CredentialStatus[];
  readonly entries?: readonly unknown[];
  readonly revoked?: readonly number[];
  readonly suspended?: readonly number[];
  readonly policy?: Policy;
  readonly without?: string;
}

/** The credential with a place in both lists, on neither of which it is taken back; after one change. */
async function word({ status = [revocable, suspendable], entries, ...change }: Change = {}): Promise<string> {
  const { revoked = [], suspended = [], policy = policyWith(), without = '' } = change;
  const lists = new Map([
    [revocationUrl, await statusList({ taken: revoked })],
    [suspensionUrl, await statusList({ url: suspensionUrl, purpose: 'suspension', taken: suspended })],
  ]);
  lists.delete(without);
  const issued = parseCredential(await issuedCredential({ status }));
  const credential = entries ? { ...issued, status: entries } : issued;
  const resources = { resolveDid, contexts: bundledContexts, fetchStatusList: publishedLists(lists) };
  return wordOf(await checkStatus({ credential }, { policy, now: frozenAt }, resources));
}

const required = policyWith({ status: { required: true } });

describe('checkStatus', () => {
  it('accepts a credential that is on none of its lists', async () => assert.equal(await word(), 'passed'));

  it('accepts a credential without a status', async () => assert.equal(await word({ status: [] }), 'passed'));

  it('refuses it where the policy requires one', async () =>
    assert.equal(await word({ status: [], policy: required }), 'status_required'));

  it('accepts one that has it where the policy requires one', async () =>
    assert.equal(await word({ policy: required }), 'passed'));

  it('refuses a revoked credential', async () =>
    assert.equal(await word({ revoked: [statusIndex] }), 'credential_revoked'));

  it('tells a suspended one from a revoked one', async () =>
    assert.equal(await word({ suspended: [statusIndex] }), 'credential_suspended'));

  it('says that it is revoked where it is suspended too', async () =>
    assert.equal(
      await word({ status: [suspendable, revocable], revoked: [statusIndex], suspended: [statusIndex] }),
      'credential_revoked',
    ));

  it('does not take its neighbours back', async () =>
    assert.equal(await word({ revoked: [statusIndex - 1, statusIndex + 1] }), 'passed'));

  it('is undecided where one list of two cannot be had', async () =>
    assert.equal(await word({ without: suspensionUrl }), 'status_unreachable'));

  it('refuses a revoked one also where another list cannot be had', async () =>
    assert.equal(await word({ revoked: [statusIndex], without: suspensionUrl }), 'credential_revoked'));

  for (const [what, entry] of [
    ['a type of its own', { type: 'MagicStatus' }],
    ['no address', { type: 'BitstringStatusListEntry', statusPurpose: 'revocation', statusListIndex: '1' }],
    ['a purpose of its own', { ...bitstringEntry(), statusPurpose: 'magic' }],
    ['an index in another spelling', { ...bitstringEntry(), statusListIndex: '04711' }],
    ['a negative index', { ...bitstringEntry(), statusListIndex: '-1' }],
    ['nothing that is an object', 'https://harvest.example/status'],
  ] as const) {
    it(`never takes a status for none that has ${what}`, async () =>
      assert.equal(await word({ entries: [bitstringEntry(), entry] }), 'status_type_unsupported'));
  }
});

function bitstringEntry() {
  const { list, index, purpose } = revocable;
  return {
    type: 'BitstringStatusListEntry',
    statusPurpose: purpose,
    statusListIndex: String(index),
    statusListCredential: list,
  };
}
