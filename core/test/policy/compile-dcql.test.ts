import { DcqlQuery } from 'dcql';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { compileDcql, type Policy } from '../../src/index.ts';
import { daysLater, frozenAt, harvestDid, issuedCredential, meadowDid } from '../factories/index.ts';
import { entryOf, viewOf } from '../factories/recognition.ts';
import { policyWith, requiring, writtenPolicy, writtenRequirement } from './policies.ts';

const typeIri = 'https://w3id.org/coop-credentials/vocab#CoopMembershipCredential';
const badgeIri = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential';
const coops = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `did:web:coop${index}.example`, name: `Co-op ${index}` }));
const firstQuery = (policy: Policy) => compileDcql(policy).credentials[0] as unknown as Record<string, unknown>;

/** Whether the dcql package, as a wallet would, finds this credential fit to answer. */
async function canAnswer(policy: Policy): Promise<boolean> {
  const { issuer, credentialSubject } = await issuedCredential();
  const claims = { issuer, credentialSubject };
  const credential = { credential_format: 'ldp_vc', type: [typeIri], claims, cryptographic_holder_binding: true };
  const result = DcqlQuery.query(compileDcql(policy), [credential] as Parameters<typeof DcqlQuery.query>[1]);
  return result.can_be_satisfied;
}

describe('compileDcql', () => {
  it("asks for the type's IRI, the claims the checks read, and the issuers, in JSON-LD first and as an SD-JWT VC", () => {
    assert.deepEqual(compileDcql(policyWith()), {
      credentials: [
        {
          ...{ id: 'a0r0', format: 'ldp_vc', multiple: false, require_cryptographic_holder_binding: true },
          meta: { type_values: [[typeIri]] },
          claims: [
            { id: 'c0', path: ['credentialSubject', 'memberOf'] },
            { id: 'c1', path: ['credentialSubject', 'membershipClass'] },
            { id: 'issuer', path: ['issuer'], values: [harvestDid] },
            { id: 'issuer-id', path: ['issuer', 'id'], values: [harvestDid] },
          ],
          claim_sets: [
            ['c0', 'c1', 'issuer'],
            ['c0', 'c1', 'issuer-id'],
          ],
        },
        {
          ...{ id: 'a0r0-badge', format: 'ldp_vc', multiple: false, require_cryptographic_holder_binding: true },
          meta: { type_values: [[badgeIri]] },
          claims: [
            { id: 'c0', path: ['credentialSubject', 'achievement', 'achievementType'], values: ['Membership'] },
            { id: 'c1', path: ['credentialSubject', 'role'] },
            { id: 'issuer', path: ['issuer'], values: [harvestDid] },
            { id: 'issuer-id', path: ['issuer', 'id'], values: [harvestDid] },
          ],
          claim_sets: [
            ['c0', 'c1', 'issuer'],
            ['c0', 'c1', 'issuer-id'],
          ],
        },
        {
          ...{ id: 'a0r0-sd-jwt', format: 'dc+sd-jwt', multiple: false, require_cryptographic_holder_binding: true },
          meta: { vct_values: [typeIri] },
          claims: [{ path: ['memberOf'] }, { path: ['membershipClass'] }, { path: ['iss'], values: [harvestDid] }],
        },
      ],
      credential_sets: [{ options: [['a0r0'], ['a0r0-badge'], ['a0r0-sd-jwt']], required: true }],
    });
  });

  it('asks for no badge where a badge could not say what is asked, nor for anything but memberships', () => {
    const ids = (policy: Policy) =>
      compileDcql(policy)
        .credentials.filter(({ format }) => format === 'ldp_vc')
        .map(({ id }) => id);
    assert.deepEqual(ids(requiring({ claims: [{ path: ['coopType'] }] })), ['a0r0']);
    assert.deepEqual(ids(requiring({ claims: [{ path: ['memberOf', 'url'] }] })), ['a0r0']);
    assert.deepEqual(ids(requiring({ claims: [{ path: ['memberSince'], values: ['2019'] }] })), ['a0r0']);
    assert.deepEqual(ids(requiring({ claims: [{ path: ['memberSince'] }] })), ['a0r0', 'a0r0-badge']);
    assert.deepEqual(ids(requiring({ type: 'CoopTicketCredential' })), ['a0r0']);
  });

  it('asks of a badge what the policy asks of a membership', () => {
    const claims = [{ path: ['membershipClass'], values: ['worker'] }];
    const badge = compileDcql(requiring({ claims }, { identify: 'membership' })).credentials[1];
    const asked = (badge as unknown as { claims: { path: string[]; values?: string[] }[] }).claims;
    assert.deepEqual(
      asked.slice(1, 3).map(({ path, values }) => [path[1], values]),
      [
        ['licenseNumber', undefined],
        ['role', ['worker']],
      ],
    );
  });

  it('takes a claim for what it is called, though objects of the language have members of that name', () => {
    for (const name of ['toString', 'constructor', '__proto__']) {
      const policy = requiring({ claims: [{ path: [name] }] });
      assert.match(JSON.stringify(firstQuery(policy)['claims']), new RegExp(`"credentialSubject","${name}"`));
      assert.ok(compileDcql(policy).credentials.every(({ id }) => !id.endsWith('-badge')));
    }
  });

  it('asks for the values that the policy takes', () => {
    const policy = requiring({ claims: [{ path: ['membershipClass'], values: ['worker'] }] });
    assert.deepEqual((firstQuery(policy)['claims'] as object[])[1], {
      ...{ id: 'c1', path: ['credentialSubject', 'membershipClass'], values: ['worker'] },
    });
  });

  it('asks for the membershipId only where memberships are counted', () => {
    assert.doesNotMatch(JSON.stringify(compileDcql(policyWith())), /membershipId/);
    assert.match(JSON.stringify(compileDcql(policyWith({ identify: 'membership' }))), /membershipId/);
  });

  it('names twenty issuers, and of more none', () => {
    assert.equal((firstQuery(requiring({ issuers: { allow: coops(20) } }))['claim_sets'] as object[]).length, 2);
    const more = firstQuery(requiring({ issuers: { allow: coops(21) } }));
    assert.equal(more['claim_sets'], undefined);
    const paths = (more['claims'] as { path: string[] }[]).map(({ path }) => path.at(-1));
    assert.deepEqual(paths, ['memberOf', 'membershipClass']);
  });

  it('names no issuers where a list decides', () => {
    const { allow } = writtenRequirement.issuers;
    assert.equal(firstQuery(requiring({ issuers: { allow, lists: ['federation'] } }))['claim_sets'], undefined);
  });

  it('names the issuers of a list that has few, and of a longer one or an old one none', () => {
    const policy = requiring({ issuers: { lists: ['federation'], deny: [{ id: meadowDid }] } });
    const ids = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `did:web:c${index}.example` }));
    const asked = (entries: object[], now = frozenAt) =>
      JSON.stringify(compileDcql(policy, { now, lists: () => viewOf(entries.map((entry) => entryOf(entry))) }));
    const few = [
      {},
      { id: meadowDid },
      { id: 'did:web:x.example', status: { state: 'ended', since: '2026-04-01T00:00:00Z' } },
    ];
    assert.match(asked(few), /"values":\["did:web:harvest\.example"\]/);
    assert.doesNotMatch(asked(few), /meadow|x\.example/);
    assert.match(asked(ids(20)), /claim_sets/);
    for (const text of [asked(ids(21)), asked(ids(101)), asked(few, daysLater(30))]) {
      assert.doesNotMatch(text, /claim_sets/);
    }
    const unavailable = compileDcql(policy, { now: frozenAt, lists: () => 'unavailable' });
    assert.doesNotMatch(JSON.stringify(unavailable), /claim_sets/);
  });

  it('names not even its own issuers where a list could not be asked', () => {
    const { allow } = writtenRequirement.issuers;
    const policy = requiring({ issuers: { allow, lists: ['federation'] } });
    const named = (asking: Parameters<typeof compileDcql>[1]) =>
      /claim_sets/.test(JSON.stringify(compileDcql(policy, asking)));
    const asSite = { type: 'RecognizedAction', action: 'verify' } as const;
    const ofEntries = (count: number) =>
      viewOf(
        Array.from({ length: count }, (_, index) =>
          entryOf({
            id: `did:web:c${index}.example`,
            recognizedTo: [{ ...asSite, origins: ['https://site.example'] }],
          }),
        ),
      );
    assert.equal(named({ now: frozenAt, lists: () => ofEntries(100) }), true);
    assert.equal(named({ now: frozenAt, lists: () => ofEntries(101) }), false, 'it is too long');
    assert.equal(named({ now: frozenAt, lists: () => 'unavailable' }), false);
    assert.equal(named({ lists: () => ofEntries(1) }), false, 'nobody says when');
    assert.equal(named({ now: frozenAt }), false, 'nobody has it');
  });

  it('asks for a type alone where nothing else is asked and its issuers are too many to name', () => {
    const policy = requiring({ type: 'CoopTicketCredential', issuers: { allow: coops(21) } });
    for (const query of compileDcql(policy).credentials) assert.equal('claims' in query, false, query.id);
  });

  it('asks of a token the values that the policy takes, and its issuers where they are few', () => {
    const claims = [{ path: ['membershipClass'], values: ['worker'] }];
    const asked = (issuers: object) =>
      (compileDcql(requiring({ claims, issuers })).credentials.at(-1) as unknown as { claims: object[] }).claims;
    const all = [{ path: ['memberOf'] }, ...claims];
    assert.deepEqual(asked({ allow: coops(1) }), [...all, { path: ['iss'], values: ['did:web:coop0.example'] }]);
    assert.deepEqual(asked({ allow: coops(21) }), all);
  });

  it('does not ask for a denied issuer', () => {
    const allow = [...writtenRequirement.issuers.allow, { id: meadowDid, name: 'Meadow' }];
    const text = JSON.stringify(compileDcql(requiring({ issuers: { allow, deny: [{ id: meadowDid }] } })));
    assert.doesNotMatch(text, /meadow/);
  });

  it('asks for the test issuer besides the others', () => {
    const query = compileDcql(policyWith(), { testIssuer: 'did:web:try.example' }).credentials[0];
    assert.match(JSON.stringify(query), /"values":\["did:web:harvest\.example","did:web:try\.example"\]/);
  });

  it('joins several queries to alternatives, each in one format', () => {
    const ticket = { ...writtenRequirement, type: 'CoopTicketCredential' };
    const accept = [...writtenPolicy.accept, { require: [writtenRequirement, ticket] }];
    const dcql = compileDcql(policyWith({ accept }));
    assert.deepEqual(
      dcql.credentials.map(({ id }) => id),
      ['a0r0', 'a0r0-badge', 'a0r0-sd-jwt', 'a1r0', 'a1r0-badge', 'a1r0-sd-jwt', 'a1r1', 'a1r1-sd-jwt'],
    );
    const options = [
      ...[['a0r0'], ['a0r0-badge'], ['a0r0-sd-jwt']],
      ...[
        ['a1r0', 'a1r1'],
        ['a1r0-badge', 'a1r1'],
        ['a1r0-sd-jwt', 'a1r1-sd-jwt'],
      ],
    ];
    assert.deepEqual(dcql.credential_sets, [{ options, required: true }]);
  });

  it("passes the dcql package's own parser and rules", () => {
    const dcql = compileDcql(requiring({ claims: [{ path: ['roles', null, 'name'], values: ['a', 1, true] }] }));
    const again = DcqlQuery.parse(JSON.parse(JSON.stringify(dcql)) as DcqlQuery.Input);
    assert.doesNotThrow(() => DcqlQuery.validate(again));
    assert.deepEqual(again, dcql);
  });

  it('is answered by a credential that the policy accepts', async () =>
    assert.equal(await canAnswer(policyWith()), true));

  it('is not answered by a credential of another issuer or another class', async () => {
    assert.equal(await canAnswer(requiring({ issuers: { allow: coops(1) } })), false);
    const claims = [{ path: ['membershipClass'], values: ['consumer'] }];
    assert.equal(await canAnswer(requiring({ claims })), false);
  });
});
