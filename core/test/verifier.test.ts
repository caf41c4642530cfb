import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import {
  createVerifier,
  parsePolicy,
  type DocumentExpectations,
  type Policy,
  type Ports,
  type PresentationExpectations,
  type PresentationInput,
} from '../src/index.ts';
import {
  daysLater,
  fakeFetch,
  harvestDid,
  issuedCredential,
  ports,
  presentation,
  revocable,
  revocationUrl,
  statusIndex,
  statusList,
} from './factories/index.ts';
import { expected, verifier } from './gate.ts';
import { requiring, writtenPolicy } from './policy/policies.ts';

const faultsOf = (setup: object, options: object = {}): string => {
  try {
    createVerifier(setup as Ports, options);
  } catch (error) {
    assert.ok(error instanceof TypeError);
    return error.message;
  }
  return '';
};

describe('createVerifier', () => {
  it('names every port and option that is wrong, at once', () => {
    const faults = faultsOf({ clock: new Date(), resolveDid: 'web' }, { contexts: {} });
    for (const name of ['clock', 'fetchJson', 'resolveDid', 'contexts']) assert.match(faults, new RegExp(name));
  });

  it('needs no options', () => assert.equal(faultsOf(ports()), ''));

  it('knows contexts handed in, and no others', async () => {
    const url = 'https://co-op.example/extra/v1';
    const knowing = createVerifier(ports(), { contexts: new Map([[url, { '@context': {} }]]) });
    const vp = await presentation();
    const input = { bare: { ...vp, '@context': [...vp['@context'], url] } };
    assert.equal((await verifier.verifyPresentation(input, expected)).problem?.code, 'context_not_allowed');
    assert.equal((await knowing.verifyPresentation(input, expected)).outcome, 'accepted');
  });
});

describe('a verifier', () => {
  it('asks for no key of an issuer of which a list that is not there would have to say whether it is recognised', async () => {
    const fetchJson = fakeFetch();
    const gate = createVerifier({ ...ports({ fetchJson }), recognitionLists: () => 'unavailable' });
    const policy = requiring({ issuers: { lists: ['autumn'] } });
    const result = await gate.verifyPresentation({ bare: await presentation() }, { ...expected, policy });
    assert.deepEqual([result.outcome, result.problem?.code], ['inconclusive', 'list_unavailable']);
    assert.deepEqual(fetchJson.calls, []);
  });

  it('leaves the status of a document alone where it is told to', async () => {
    const credential = await issuedCredential({ status: [revocable] });
    const outcome = async (options?: DocumentExpectations) =>
      (await verifier.verifyDocument(credential, options)).outcome;
    assert.equal(await outcome(), 'inconclusive');
    assert.equal(await outcome({ withoutStatus: false }), 'inconclusive');
    assert.equal(await outcome({ withoutStatus: true }), 'accepted');
  });

  it('looks again at places of lists, at its own time and without haste unless it is told', async () => {
    const asked: unknown[] = [];
    const fetchStatusList = async (url: string, options: unknown) => {
      asked.push([url, options]);
      return statusList({ taken: [statusIndex] });
    };
    const looking = createVerifier({ ...ports(), fetchStatusList });
    const entry = { type: 'BitstringStatusListEntry', list: revocationUrl, purpose: 'revocation', size: 1 } as const;
    const entries = [
      { ...entry, index: statusIndex },
      { ...entry, index: statusIndex + 1 },
    ];
    const found = async (options?: { readonly now?: Date; readonly refresh?: boolean }) =>
      (await looking.checkStatuses(harvestDid, entries, options)).map((one) =>
        'problem' in one ? one.problem.code : one.outcome,
      );
    assert.deepEqual(await found(), ['credential_revoked', 'passed']);
    assert.deepEqual(await found({ refresh: true }), ['credential_revoked', 'passed']);
    assert.deepEqual(asked, [
      [revocationUrl, { refresh: false }],
      [revocationUrl, { refresh: true }],
    ]);
    const early = await found({ now: daysLater(-2) });
    assert.ok(
      early.every((word) => word === 'status_list_invalid'),
      early.join(),
    );
  });
});

describe('what a program passes by mistake', () => {
  const judged = async (policy: unknown) =>
    verifier.verifyPresentation({ bare: await presentation() }, { ...expected, policy } as PresentationExpectations);

  it('as a policy is told what to pass', async () => {
    const notParsed = /^TypeError: policy was not parsed: pass the \.policy of parsePolicy\(policy\)/;
    for (const policy of [writtenPolicy, {}, { ...expected.policy, accept: [{}] }, { ...expected.policy, accept: 5 }]) {
      await assert.rejects(judged(policy), notParsed);
    }
    const [{ require }] = expected.policy.accept as [Policy['accept'][number]];
    for (const change of [{ claims: undefined }, { issuers: { allow: [] } }, { issuers: undefined }]) {
      const accept = [{ require: [{ ...require[0], ...change }] }];
      await assert.rejects(judged({ ...expected.policy, accept }), notParsed);
    }
    for (const answer of [parsePolicy(writtenPolicy), parsePolicy({})]) {
      await assert.rejects(judged(answer), /^TypeError: policy is the whole answer of parsePolicy/);
    }
    await assert.rejects(judged('members-lounge'), /^TypeError: policy must be a policy/);
  });

  it('as a presentation is told how to say that it is one', async () => {
    const plain = await presentation();
    for (const input of [plain, JSON.stringify(plain), [plain], undefined, null, { presentations: [plain] }]) {
      const judgedAs = verifier.verifyPresentation(input as unknown as PresentationInput, expected);
      await assert.rejects(judgedAs, /^TypeError: input must be \{ bare: presentation \}/);
    }
  });
});

describe('the expectations of a gate', () => {
  const judged = async (change: object) =>
    verifier.verifyPresentation({ bare: await presentation() }, { ...expected, ...change } as PresentationExpectations);

  it('cannot be left out or empty', async () => {
    for (const change of [
      { expectedNonce: undefined },
      { expectedNonce: '' },
      { expectedAudience: undefined },
      { expectedAudience: [] },
      { expectedAudience: [''] },
      { policy: undefined },
      { now: new Date(Number.NaN) },
    ]) {
      await assert.rejects(judged(change), TypeError, JSON.stringify(change));
    }
  });

  it('are named all at once', async () => {
    await assert.rejects(judged({ expectedNonce: 5, policy: null }), /expectedNonce.*policy/);
  });
});
