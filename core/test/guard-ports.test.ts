import { strict as assert } from 'node:assert';
import { before, describe, it } from 'mocha';
import {
  createStatusListSource,
  createVerifier,
  findIssuer,
  type Ports,
  type VerificationError,
} from '../src/index.ts';
import { guardResolver, guardStatusLists } from '../src/guard-ports.ts';
import {
  frozenClock,
  harvestDid,
  issuedCredential,
  ports,
  presentation,
  resolveDid,
  revocable,
  statusList,
} from './factories/index.ts';
import { expected } from './gate.ts';
import { requiring } from './policy/policies.ts';

const broken = new TypeError('a fault in the program that uses us');
/** The ways in which a function of somebody else's fails. */
const failures: Readonly<Record<string, () => never>> = {
  'throws at once': () => {
    throw broken;
  },
  'rejects later': (() => Promise.reject(broken)) as () => never,
  'throws what is no error': () => {
    throw 'down';
  },
};
const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;
/** What is no answer of any port. */
const shapes: Readonly<Record<string, unknown>> = {
  ...{ nothing: undefined, null: null, 'a number': 5, 'an empty text': '', 'an array': [], 'an empty object': {} },
  ...{ 'a function': () => 1, 'a number without end': { credentialSubject: 5n }, 'an object around itself': cyclic },
  'another document': { id: 'did:web:meadow.example' },
  'a document with odd members': { id: harvestDid, verificationMethod: [null], assertionMethod: 'all' },
};

describe('A port that fails', () => {
  let plain: object;
  let withStatus: object;
  before(async () => {
    plain = await presentation();
    withStatus = await presentation({ credentials: [await issuedCredential({ status: [revocable] })] });
  });
  const judge = async (more: object, bare: object = plain, change: object = {}) => {
    const verifier = createVerifier({ ...ports(), ...more } as Ports);
    const { outcome, problem, credentials } = await verifier.verifyPresentation({ bare }, { ...expected, ...change });
    if (outcome !== 'accepted') assert.deepEqual(credentials, []);
    return `${outcome} ${problem?.code}`;
  };
  const listed = { policy: requiring({ issuers: { lists: ['autumn'] } }) };

  for (const [how, fail] of Object.entries(failures)) {
    it(`and ${how} leaves undecided what depends on it, and is not thrown`, async () => {
      assert.equal(await judge({ fetchStatusList: fail }, withStatus), 'inconclusive status_unreachable');
      const remembering = createStatusListSource({ fetchStatusList: fail, clock: frozenClock });
      assert.equal(await judge({ fetchStatusList: remembering }, withStatus), 'inconclusive status_unreachable');
      assert.equal(await judge({ fetchJson: fail }), 'inconclusive did_unresolvable');
      assert.equal(await judge({ resolveDid: fail }), 'inconclusive did_unresolvable');
    });

    it(`and ${how} is found as the cause`, async () => {
      const cause = async (call: () => Promise<unknown>) =>
        call().then(
          () => assert.fail('nothing was thrown'),
          ({ code, cause: found }: VerificationError) => [code, found === broken],
        );
      const isOurs = how !== 'throws what is no error';
      assert.deepEqual(await cause(() => guardResolver(fail)(harvestDid)), ['did_unresolvable', isOurs]);
      assert.deepEqual(await cause(() => guardStatusLists(fail)('https://x.example/')), ['fetch_failed', isOurs]);
      const found = await cause(() => findIssuer('harvest.example', ports({ fetchJson: fail })));
      assert.deepEqual(found, ['issuer_document_unreadable', isOurs]);
    });
  }

  it('among recognition lists is as one that was never fetched', async () => {
    for (const recognitionLists of [failures['throws at once'], async () => undefined, () => ({}), () => 5]) {
      assert.equal(await judge({ recognitionLists }, plain, listed), 'inconclusive list_unavailable');
    }
    assert.equal(await judge({ recognitionLists: () => undefined }, plain, listed), 'rejected issuer_not_recognised');
  });

  for (const [what, shape] of Object.entries(shapes)) {
    it(`and gives ${what} has nothing accepted, and ends no process`, async () => {
      const give = async () => shape;
      const remembering = createStatusListSource({ fetchStatusList: give, clock: frozenClock });
      assert.equal(await judge({ fetchStatusList: give }, withStatus), 'inconclusive status_list_invalid');
      assert.equal(await judge({ fetchStatusList: remembering }, withStatus), 'inconclusive status_list_invalid');
      assert.equal(await judge({ fetchJson: give }), 'rejected did_document_invalid');
      assert.equal(await judge({ fetchJson: () => shape }), 'rejected did_document_invalid');
      assert.equal(await judge({ resolveDid: give }), 'rejected did_document_invalid');
    });
  }

  it('may answer at once instead of later', async () => {
    const [list, document] = [await statusList(), await resolveDid(harvestDid)];
    const here = new Map([[harvestDid, document]]);
    const resolve = (did: string) => here.get(did) ?? resolveDid(did);
    const found = await judge({ fetchStatusList: () => list, resolveDid: resolve }, withStatus);
    assert.equal(found, 'accepted undefined');
  });

  it('with the time is a fault of the program, by which nothing would be over', async () => {
    for (const clock of [() => new Date(Number.NaN), Date.now, () => undefined]) {
      await assert.rejects(judge({ clock }), new TypeError('clock must give a valid Date'));
    }
  });
});
