import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { parseNumericDate } from '../../../src/proofs/sd-jwt/numeric-date.ts';
import { daysLater, handMade, holder, meadow, presentation, shownSdJwt, type HandMade } from '../../factories/index.ts';
import { judge, wordFor } from '../../gate.ts';
import { requiring } from '../../policy/policies.ts';

const wordOf = async (change: HandMade) => wordFor(judge(await handMade(change)));
const at = (date: Date) => date.getTime() / 1_000;

describe('What an SD-JWT VC says', () => {
  it('is the same as its membership says in JSON-LD', async () => {
    const [ofToken, ofDocument] = [await judge(await shownSdJwt()), await judge(await presentation())];
    const [inToken, inDocument] = [ofToken.credentials[0], ofDocument.credentials[0]];
    const { format, claims, ...rest } = inToken!;
    assert.equal(format, 'dc+sd-jwt');
    assert.deepEqual(
      { ...rest, format: 'ldp_vc', claims: { ...claims, memberOf: undefined } },
      {
        ...inDocument,
        claims: { ...inDocument?.claims, memberOf: undefined },
      },
    );
    assert.equal(ofToken.holder, holder.controller);
  });

  it('must have a type and an issuer with a DID', async () => {
    for (const payload of [
      { vct: undefined },
      { vct: '' },
      { vct: ['a'] },
      { iss: undefined },
      { iss: 7 },
      { sub: 7 },
    ]) {
      const { problem } = await judge(await handMade({ payload }));
      assert.equal(problem?.code, 'credential_malformed', JSON.stringify(payload));
      assert.equal(problem?.detail, `not as it must be: ${Object.keys(payload).join()}`);
    }
    const { problem } = await judge(await handMade({ payload: { vct: 7, sub: 7 } }));
    assert.equal(problem?.detail, 'not as it must be: vct, sub');
    assert.equal(await wordOf({ payload: { iss: 'https://harvest.example' } }), 'did_invalid');
    assert.equal(await wordOf({ payload: { vct: 'urn:another' } }), 'credential_type_wrong');
  });

  it('holds in its period and not outside', async () => {
    assert.equal(await wordOf({ payload: { exp: at(daysLater(-1)) } }), 'credential_expired');
    assert.equal(await wordOf({ payload: { nbf: at(daysLater(1)) } }), 'credential_not_yet_valid');
    assert.equal(await wordOf({ payload: { iat: at(daysLater(1)) } }), 'credential_not_yet_valid');
    for (const exp of ['2030-01-01T00:00:00Z', null, -1, 1.8e13]) {
      assert.equal(await wordOf({ payload: { exp } }), 'credential_malformed', String(exp));
    }
  });

  it('has a period that is open where no bound is said', async () => {
    const { outcome, credentials } = await judge(await handMade({ payload: { nbf: undefined, exp: undefined } }));
    assert.equal(outcome, 'accepted');
    assert.deepEqual([credentials[0]?.validFrom, credentials[0]?.validUntil], [undefined, undefined]);
  });

  it('has moments in seconds, from 1970 to 9999', () => {
    assert.equal(parseNumericDate(0)?.toISOString(), '1970-01-01T00:00:00.000Z');
    assert.equal(parseNumericDate(253_402_300_799)?.toISOString(), '9999-12-31T23:59:59.000Z');
    for (const none of [-1, 253_402_300_800, NaN, '1', undefined]) assert.equal(parseNumericDate(none), undefined);
  });

  it('is as old as its latest beginning', async () => {
    const policy = requiring({ maxAge: 'P10D' });
    const old = await handMade({ payload: { nbf: at(daysLater(-30)) } });
    assert.equal(await wordFor(judge(old, { policy })), 'credential_too_old');
    const renewed = await handMade({ payload: { nbf: at(daysLater(-30)), iat: at(daysLater(-5)) } });
    assert.equal(await wordFor(judge(renewed, { policy })), 'accepted');
  });

  it('is of the profile, about the issuer’s own co-op', async () => {
    assert.equal(await wordOf({ payload: { membershipClass: 'owner' } }), 'schema_mismatch');
    const memberOf = { id: meadow.controller, type: 'Organization', name: 'Meadow' };
    assert.equal(await wordOf({ payload: { memberOf } }), 'issuer_not_for_this_coop');
  });

  it('has a status that must be known, where it has one', async () => {
    assert.equal(await wordOf({ payload: { status: { other: 1 } } }), 'status_type_unsupported');
    const status = { status_list: { idx: 1, uri: 'https://harvest.example/status' } };
    assert.equal(await wordOf({ payload: { status } }), 'status_unreachable');
  });
});
