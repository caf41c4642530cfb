import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createVerifier, type PresentationExpectations, type Ports } from '../src/index.ts';
import { ports, presentation } from './factories/index.ts';
import { expected, verifier } from './gate.ts';

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
