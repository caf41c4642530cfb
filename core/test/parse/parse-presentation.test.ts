import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { presentationLimits } from '../../src/index.ts';
import { parseHolder } from '../../src/parse/parse-holder.ts';
import { parsePresentation } from '../../src/parse/parse-presentation.ts';
import { holder, presentation } from '../factories/index.ts';

const fixture = await presentation();
const [credential] = fixture.verifiableCredential;
const parse = (change: object) => parsePresentation({ ...fixture, ...change }, presentationLimits);

describe('parsePresentation', () => {
  it('reads one credential or an array of them', () => {
    assert.deepEqual(parse({}).credentials, [credential]);
    assert.deepEqual(parse({ verifiableCredential: credential }).credentials, [credential]);
    assert.deepEqual(parse({ verifiableCredential: [] }).credentials, []);
  });

  it('reads one proof or an array of them', () => {
    assert.deepEqual(parse({}).proofs, [fixture.proof]);
    assert.deepEqual(parse({ proof: [fixture.proof, fixture.proof] }).proofs.length, 2);
  });

  it('refuses what does not call itself a presentation', () => {
    for (const type of [['VerifiableCredential'], 'Presentation', 5, null]) {
      assert.throws(() => parse({ type }), { code: 'presentation_malformed' });
    }
    for (const input of ['eyJ', 5, null, [fixture]]) {
      assert.throws(() => parsePresentation(input, presentationLimits), { code: 'presentation_malformed' });
    }
  });

  it('refuses credentials and proofs that are no objects', () => {
    assert.throws(() => parse({ verifiableCredential: ['eyJ'] }), { code: 'credential_malformed' });
    assert.throws(() => parse({ verifiableCredential: [[credential]] }), { code: 'credential_malformed' });
    assert.throws(() => parse({ proof: 'zabc' }), { code: 'proof_malformed' });
  });
});

describe('parseHolder', () => {
  it('reads a holder that is a DID or an object with one', () => {
    assert.deepEqual(parseHolder({ holder: holder.controller }), { holder: holder.controller });
    assert.deepEqual(parseHolder({ holder: { id: holder.controller } }), { holder: holder.controller });
    assert.deepEqual(parseHolder({}), {});
  });

  it('refuses a holder that is neither', () => {
    for (const value of [null, 5, [holder.controller], {}]) {
      assert.throws(() => parseHolder({ holder: value }), { code: 'presentation_malformed' });
    }
    assert.throws(() => parseHolder('presentation'), { code: 'presentation_malformed' });
  });
});
