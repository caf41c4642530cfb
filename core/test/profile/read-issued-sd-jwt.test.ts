import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { readIssuedSdJwt, typeIri } from '../../src/profile/index.ts';
import {
  encoded,
  harvest,
  harvestTokenKey,
  holder,
  issuedSdJwt,
  membershipClaims,
  openPayload,
  sha256,
  token,
} from '../factories/index.ts';

describe('An SD-JWT VC, as the wallet that keeps it reads it', () => {
  it('says every claim, and which of them may be kept back', async () => {
    const { claims, selective } = await readIssuedSdJwt(await issuedSdJwt({ alwaysShown: ['membershipClass'] }));
    const { vct, iss, sub, membershipClass, memberOf, _sd, _sd_alg } = claims;
    assert.deepEqual([vct, iss, sub], [typeIri('CoopMembershipCredential'), harvest.controller, holder.controller]);
    assert.deepEqual(memberOf, { ...membershipClaims.memberOf, type: 'Organization' });
    assert.equal(membershipClass, membershipClaims.membershipClass);
    assert.deepEqual([_sd, _sd_alg], [undefined, undefined]);
    const others = Object.keys(membershipClaims).filter((name) => name !== 'membershipClass');
    assert.deepEqual(selective.toSorted(), others.toSorted());
  });

  it('says nothing of the token that a disclosure says without a digest there', async () => {
    const name = encoded(['a', 'name', 'Harvest Co-op']);
    const item = encoded(['b', 'founder']);
    const memberOf = { id: harvest.controller, _sd: [sha256(name)] };
    const payload = { ...openPayload, memberOf, roles: [{ '...': sha256(item) }] };
    const issued = await token(harvestTokenKey, { typ: 'dc+sd-jwt' }, payload);
    const { claims, selective } = await readIssuedSdJwt([issued, name, item, ''].join('~'));
    assert.deepEqual({ claims, selective }, { claims: payload, selective: [] });
  });

  it('is refused where it is none', async () => {
    await assert.rejects(readIssuedSdJwt('no token'), { code: 'token_malformed' });
    const issued = await issuedSdJwt();
    await assert.rejects(readIssuedSdJwt(`${issued}x~`), { code: 'disclosure_malformed' });
  });
});
