import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createSignatureMemo, type Signed } from '../../src/proofs/data-integrity/signature-memo.ts';
import { parseProof } from '../../src/proofs/data-integrity/parse-proof.ts';
import { createVerifier, type Ports } from '../../src/index.ts';
import { didDocument } from '../../src/profile/index.ts';
import {
  daysLater,
  expectedAudience,
  expectedNonce,
  fakeFetch,
  frozenAt,
  harvest,
  harvestDid,
  issuedCredential,
  meadow,
  ports,
  presentation,
  publishedLists,
  revocable,
  revocationUrl,
  statusList,
  thief,
} from '../factories/index.ts';
import { policyWith } from '../policy/policies.ts';

const credential = await issuedCredential();
const { proof, ...unsecured } = credential;
const parsed = parseProof(proof, unsecured['@context']);
assert.ok('proof' in parsed);
const signed: Signed = {
  unsecured,
  proof: parsed.proof,
  suite: 'eddsa-rdfc-2022',
  publicKey: { type: 'Ed25519', bytes: harvest.publicKey },
};

/** How often something is verified when it is asked for after `signed`. */
async function verifications(other: Signed, version = 'a', outcome = true): Promise<number> {
  let count = 0;
  const verify = async () => (count++, outcome);
  const memo = createSignatureMemo(version);
  await memo.holds(signed, verify);
  await memo.holds(other, verify);
  return count;
}

describe('The memo of signatures', () => {
  it('remembers a signature that held, in whichever order its members are sent', async () => {
    assert.equal(await verifications(structuredClone(signed)), 1);
    const turned = Object.fromEntries(Object.entries(unsecured).toReversed());
    assert.equal(await verifications({ ...signed, unsecured: turned }), 1);
  });

  it('remembers no signature that did not hold', async () => {
    assert.equal(await verifications(signed, 'a', false), 2);
  });

  const { source } = parsed.proof;
  const changes: Readonly<Record<string, Partial<Signed>>> = {
    'of another document': { unsecured: { ...unsecured, name: 'x' } },
    'under another context': { unsecured: { ...unsecured, '@context': [] } },
    'with another signature': { proof: { source: { ...source, proofValue: 'z1' } } },
    'with other options': { proof: { source: { ...source, created: '2026-01-01T00:00:00Z' } } },
    'of another suite': { suite: 'Ed25519Signature2020' },
    'by another key': { publicKey: { type: 'Ed25519', bytes: meadow.publicKey } },
    'by a key of another type': { publicKey: { type: 'P-256', bytes: harvest.publicKey } },
  };
  for (const [title, change] of Object.entries(changes)) {
    it(`verifies one ${title}`, async () => assert.equal(await verifications({ ...signed, ...change }), 2));
  }

  it('is of one set of contexts', async () => {
    const [first, second] = [createSignatureMemo('a'), createSignatureMemo('b')];
    await first.holds(signed, async () => true);
    assert.equal(await second.holds(signed, async () => false), false);
  });

  it('keeps no part of one text for the part before it', async () => {
    const apart = { ...signed, suite: `${signed.suite}1:x` };
    assert.equal(await verifications(apart), 2);
  });
});

describe('A credential whose signature is remembered', () => {
  const seen = async (issued: object, overrides: Partial<Ports> = {}) => {
    const verifier = createVerifier(ports(overrides));
    const expected = { expectedNonce, expectedAudience, policy: policyWith() };
    const show = async (with_: Partial<Parameters<typeof presentation>[0]> = {}, now = frozenAt) => {
      const shown = await presentation({ credentials: [issued], ...with_ });
      const { outcome, problem } = await verifier.verifyPresentation({ bare: shown }, { ...expected, now });
      return problem?.code ?? outcome;
    };
    assert.equal(await show(), 'accepted');
    return show;
  };

  it('is refused when it has expired since', async () => {
    const show = await seen(credential);
    assert.equal(await show({ created: daysLater(301) }, daysLater(301)), 'credential_expired');
  });

  it('is refused when its issuer has taken it back since', async () => {
    const lists = new Map<string, unknown>([[revocationUrl, await statusList()]]);
    const fetchStatusList = publishedLists(lists);
    const show = await seen(await issuedCredential({ status: [revocable] }), { fetchStatusList });
    lists.set(revocationUrl, await statusList({ taken: [revocable.index], validFrom: frozenAt }));
    const later = new Date(frozenAt.getTime() + 2 * 3_600_000);
    assert.equal(await show({ created: later }, later), 'credential_revoked');
  });

  it('is refused when its issuer’s key was replaced since', async () => {
    const url = 'https://harvest.example/.well-known/did.json';
    const documents = new Map<string, unknown>([[url, didDocument(harvestDid, [harvest])]]);
    let now = frozenAt;
    const show = await seen(credential, { fetchJson: fakeFetch(documents), clock: () => now });
    const replaced = { ...meadow, id: harvest.id, controller: harvestDid };
    documents.set(url, didDocument(harvestDid, [replaced]));
    now = new Date(frozenAt.getTime() + 2 * 3_600_000);
    assert.equal(await show({ created: now }, now), 'signature_invalid');
  });

  it('is refused when somebody else shows it', async () => {
    const show = await seen(credential);
    assert.equal(await show({ signer: thief }), 'subject_mismatch');
  });

  it('is refused in an answer to another request', async () => {
    const show = await seen(credential);
    assert.equal(await show({ challenge: 'another' }), 'nonce_mismatch');
  });

  it('is refused when a claim is changed', async () => {
    await seen(credential);
    const { credentialSubject } = credential as unknown as { credentialSubject: object };
    const changed = { ...credential, credentialSubject: { ...credentialSubject, membershipClass: 'consumer' } };
    const verifier = createVerifier(ports());
    const expected = { expectedNonce, expectedAudience, policy: policyWith() };
    await verifier.verifyPresentation({ bare: await presentation() }, expected);
    const { problem } = await verifier.verifyPresentation(
      { bare: await presentation({ credentials: [changed] }) },
      expected,
    );
    assert.equal(problem?.code, 'signature_invalid');
  });
});
