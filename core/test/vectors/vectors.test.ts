import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { createVerifier } from '../../src/verifier.ts';
import { VerificationError } from '../../src/problem.ts';
import { type DidDocument, type DidResolver } from '../../src/ports.ts';
import { type CheckResult } from '../../src/result.ts';
import { fakeFetch, resolveDid } from '../factories/index.ts';
import { manifest, readVector, supportOf, type VectorEntry } from './manifest.ts';

const readSuites: readonly string[] = [
  ...[
    'Ed25519Signature2020',
    'eddsa-rdfc-2022',
    'eddsa-jcs-2022',
    'ecdsa-rdfc-2019',
    'ecdsa-jcs-2019',
    'ecdsa-sd-2023',
    'bbs-2023',
  ],
];

/** Why an entry is beyond what is built, or undefined where it must hold. */
function notBuilt({ suite }: VectorEntry): string | undefined {
  if (!suite.split('+').every((name) => readSuites.includes(name))) return `suite ${suite} is not built yet`;
  return undefined;
}

/** A verifier that knows the entry's own documents besides the bundled ones. */
function verifierFor(entry: VectorEntry) {
  const { contexts, controllers } = supportOf(entry);
  const withControllers: DidResolver = async (id, options) =>
    (controllers.get(id) as DidDocument | undefined) ?? resolveDid(id, options);
  const clock = () => assert.fail('the machine’s clock was asked');
  return createVerifier({ clock, fetchJson: fakeFetch(), resolveDid: withControllers }, { contexts });
}

async function isVerified(entry: VectorEntry): Promise<boolean> {
  const { challenge, domain, checks } = entry.options;
  const [verifier, document, now] = [verifierFor(entry), readVector(entry.file), new Date(entry.options.now)];

  if (entry.level === 'proof') {
    const results = await verifier.verifyProofs(document, { now });
    return results.length > 0 && results.every(({ outcome }) => outcome === 'passed');
  }
  const result = await verifier.verifyDocument(document, {
    now,
    ...(challenge !== undefined && { expectedNonce: challenge }),
    ...(domain !== undefined && { expectedAudience: domain }),
  });
  const ignored = [...(checks?.includes('status') === false ? ['status'] : []), ...besideTheDataModel(entry)];
  const isWrong = ({ check, outcome }: CheckResult) =>
    !ignored.includes(check) && outcome !== 'passed' && outcome !== 'not-applicable';
  return result.outcome === 'accepted' || !result.checks.some(isWrong);
}

/**
 * Inputs of the data model's own suite are signed by a throw-away key "so that only the data model decides", also
 * where they name another holder. We refuse such a presentation (`holder_mismatch`); the data model does not.
 */
const besideTheDataModel = ({ tier, kind }: VectorEntry): readonly string[] =>
  tier === 'datamodel' && kind === 'presentation' ? ['holder-binding'] : [];

/** What a verifier says: an input of which it cannot even begin to judge is rejected too. */
async function verdictOn(entry: VectorEntry): Promise<'verified' | 'rejected'> {
  try {
    return (await isVerified(entry)) ? 'verified' : 'rejected';
  } catch (error) {
    if (error instanceof VerificationError) return 'rejected';
    throw error;
  }
}

describe('published test vectors', () => {
  if (!manifest) {
    it.skip('skipped: there is no folder shared/vectors beside the checkout');
    return;
  }
  for (const entry of manifest) {
    const title = `${entry.id} is ${entry.expect}: ${entry.why}`;
    const reason = notBuilt(entry);
    if (reason) it.skip(`${entry.id} skipped: ${reason}`);
    else it(title, async () => assert.equal(await verdictOn(entry), entry.expect));
  }
});
