import fc from 'fast-check';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { documentLoader } from '../../src/contexts/context-store.ts';
import { formats, issuedBadge, issuedCredential, presentation, revocable, statusList } from '../factories/index.ts';
import { agrees, converterFor } from './both-ways.ts';
import { changed, strangeChanges } from './strange-changes.ts';

const convert = converterFor(documentLoader);
/** Over all documents, 10,000 changes. */
const RUNS = 1_250;

for (const format of formats) {
  const list = await statusList({ format });
  const documents = {
    credential: await issuedCredential({ format, status: [revocable] }),
    badge: await issuedBadge({ format }),
    presentation: await presentation({ format }),
    'status list': { ...list, credentialSubject: { ...(list.credentialSubject as object), encodedList: 'uH4s' } },
  };

  describe(`The short way to a canonical form beside jsonld, ${format}`, () => {
    for (const [kind, document] of Object.entries(documents)) {
      it(`takes a ${kind} as it is, and its form is the same`, async () => {
        const { proof, ...unsecured } = document;
        assert.equal(await agrees(unsecured, convert, documentLoader), true);
        assert.equal(await agrees(document, convert, documentLoader), true);
        assert.equal(
          await agrees({ '@context': document['@context'], ...(proof as object) }, convert, documentLoader),
          true,
        );
      });

      it(`gives the same form as jsonld, or leaves it to jsonld, whatever is changed in a ${kind}`, async () => {
        let taken = 0;
        await fc.assert(
          fc.asyncProperty(strangeChanges, async (changes) => {
            if (await agrees(changed(document, changes), convert, documentLoader)) taken += 1;
          }),
          { seed: 20_260_601, numRuns: RUNS },
        );
        assert.ok(taken > RUNS / 10, `only ${taken} of them went the short way, which proves little`);
      }).timeout(120_000);
    }
  });
}
