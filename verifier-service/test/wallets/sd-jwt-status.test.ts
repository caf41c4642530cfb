import { presentSdJwt } from '@coop-credentials/core/profile';
import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { holder, holderTokenKey } from '../../../core/test/factories/index.ts';
import { post, readRequest, responseCodeOf } from '../bed/wallet.ts';
import { startWorld, workersOf, type World } from './world.ts';

const index = 70_001;

describe('An SD-JWT VC on a token status list, with threads and a web server', function () {
  this.timeout(30_000);
  let world: World;
  before(async () => {
    world = await startWorld();
    await world.site.putPolicy({ ...workersOf([world.coop.did]), status: { required: true } });
  });
  after(() => world.close());

  /** Shows a membership with a place in that list beside the question for `ldp_vc`; what the site collects. */
  async function word(list?: string): Promise<string> {
    const { id, links } = await world.site.open();
    const request = await readRequest(links.sameDevice.app);
    for (const query of ['a0r0', 'a0r0-sd-jwt']) assert.ok(request.queries.includes(query), query);
    const credential = await world.coop.issueSdJwtTo(
      holderTokenKey.jwk,
      list === undefined ? undefined : { list, index },
    );
    const shown = await presentSdJwt({
      holder,
      credential,
      nonce: request.nonce,
      audience: request.clientId,
      created: new Date(),
    });
    const answered = await post(request, JSON.stringify({ 'a0r0-sd-jwt': [shown] }));
    if (answered.status !== 200) return answered.body.code;
    const { body } = await world.site.collect(id, responseCodeOf(answered));
    return body.problem?.code ?? body.state;
  }

  it('opens while it is on it for nothing', async () =>
    assert.equal(await word(await world.coop.publishStatus('/status/1', { revoked: [index + 1] })), 'accepted'));

  it('is refused once it is revoked', async () =>
    assert.equal(await word(await world.coop.publishStatus('/status/2', { revoked: [index] })), 'credential_revoked'));

  it('is refused while it is suspended', async () =>
    assert.equal(
      await word(await world.coop.publishStatus('/status/3', { suspended: [index] })),
      'credential_suspended',
    ));

  it('opens nothing while its list cannot be had', async () =>
    assert.equal(await word(`https://${world.coop.host}/status/none`), 'status_unreachable'));

  it('is refused without a place, where the site asks for one', async () =>
    assert.equal(await word(), 'status_required'));
});
