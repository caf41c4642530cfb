import { createHash } from 'node:crypto';
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import jsonld from 'jsonld';
import { describe, it } from 'mocha';
import { bundledContexts } from '../../src/contexts/context-store.ts';
import { contextUrls } from '../../src/contexts/context-urls.ts';
import { onlyStated } from '../../src/contexts/only-stated.ts';
import { readSigned } from '../../src/contexts/read-signed.ts';
import { type JsonObject } from '../../src/parse/json-object.ts';
import { documentLoader } from '../../src/profile/index.ts';
import { formats, issuedCredential } from '../factories/index.ts';

const options = { kind: 'credential', contexts: bundledContexts, profile: 'presentation' } as const;

/** What gets signed of a credential, or why nothing can be. */
async function canonicalHash({ proof: _, ...document }: JsonObject): Promise<string> {
  const form = { algorithm: 'RDFC-1.0', format: 'application/n-quads', base: null, safe: true } as const;
  const quads = await jsonld.canonize(document, { ...form, documentLoader }).catch(() => `refused ${Math.random()}`);
  return createHash('sha256').update(quads).digest('hex');
}

/** A document without the arrays that state nothing by themselves: of one item, within another, in some order. */
function asStated(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.flat(12).map(asStated);
    return items.length === 1 ? items[0] : items.map((item) => JSON.stringify(item)).toSorted();
  }
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, item]) => [name, asStated(item)] as const);
  return Object.fromEntries(members.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

const names = ['description', 'coopType', 'event', 'url', 'proof', 'verifiableCredential', 'startDate', 'id', 'type'];
const nothing = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>(null, {}, '', 0, false, 'worker', { id: 'urn:x' }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.record({ name: tie('value') }),
    fc.record({ id: fc.constantFrom('urn:x', null), description: tie('value') }, { requiredKeys: [] }),
    fc.record({ type: fc.constantFrom([], null, 'Organization'), proof: tie('value') }, { requiredKeys: [] }),
  ),
})).value;

for (const format of formats) {
  for (const [path, further] of Object.entries({ 'as it stands': [], compacted: [contextUrls.didV1] })) {
    const issued = (await issuedCredential({ format })) as unknown as JsonObject;
    const credential = { ...issued, '@context': [...(issued['@context'] as unknown[]), ...further] };
    const subject = issued['credentialSubject'] as JsonObject;
    const view = await readSigned(credential, options);
    const hash = await canonicalHash(credential);
    const claiming = (more: object) => ({ ...credential, credentialSubject: { ...subject, ...more } });

    describe(`What was not signed is not seen: ${format}, ${path}`, () => {
      for (const empty of [null, [], [null], [[]], [[null], []]]) {
        it(`no claim is in ${JSON.stringify(empty)}`, async () => {
          const padded = {
            ...claiming({ description: empty, memberOf: { ...(subject['memberOf'] as object), description: empty } }),
            credentialStatus: empty,
            evidence: empty,
          };
          assert.equal(await canonicalHash(padded), hash, 'the trap: the signature still holds');
          assert.deepEqual(await readSigned(padded, options), view);
        });
      }

      it('no claim is in an empty address', async () => {
        const padded = claiming({ url: '', event: [''] });
        assert.equal(await canonicalHash(padded), hash, 'the trap: the signature still holds');
        assert.deepEqual(await readSigned(padded, options), view);
      });

      it('nothing that the holder adds and the signature does not cover changes what is read', async () => {
        let unsigned = 0;
        await fc.assert(
          fc.asyncProperty(fc.constantFrom(...names), nothing, fc.boolean(), async (name, value, isDeep) => {
            const member = { [name]: name === 'id' || name === 'type' ? subject[name] : value };
            const memberOf = { ...(subject['memberOf'] as object), [name]: value };
            const changed = isDeep ? claiming({ memberOf }) : claiming(member);
            if ((await canonicalHash(changed)) !== hash) return;
            unsigned += 1;
            assert.deepEqual(asStated(await readSigned(changed, options)), asStated(view), JSON.stringify(changed));
          }),
          { seed: 20_260_601, numRuns: 300 },
        );
        assert.ok(unsigned > 20, `${unsigned} were unsigned`);
      }).timeout(60_000);

      it('every claim that is read is signed: without it, the signature is another', async () => {
        for (const name of Object.keys(subject)) {
          const { [name]: _, ...rest } = subject;
          assert.notEqual(await canonicalHash({ ...credential, credentialSubject: rest }), hash, name);
        }
      });
    });
  }
}

describe('onlyStated', () => {
  it('reads what is stated twice as stated once, which is all that is signed', async () => {
    const { credentialSubject, ...rest } = await issuedCredential();
    const doubled = { ...rest, credentialSubject: { ...credentialSubject, memberSince: ['2019', '2019'] } };
    assert.equal(await canonicalHash(doubled), await canonicalHash({ ...rest, credentialSubject }));
    const { credentialSubject: read } = await readSigned(doubled, options);
    assert.equal((read as JsonObject).memberSince, '2019');
    assert.deepEqual(onlyStated({ name: ['a', 'b', 'a'] }), { name: ['a', 'b'] });
  });

  it('keeps an empty object, which states that there is something', () =>
    assert.deepEqual(onlyStated({ event: {}, name: [null, {}], admits: 0 }), { event: {}, name: [{}], admits: 0 }));

  it('leaves out an empty text further in: as an address it states nothing', () =>
    assert.deepEqual(onlyStated({ validUntil: '', event: { url: '', name: 'A' } }), {
      ...{ validUntil: '', event: { name: 'A' } },
    }));

  it('leaves out graphs further in, whose ids state nothing', () =>
    assert.deepEqual(onlyStated({ event: { proof: { id: 'urn:x' }, name: 'A' } }), { event: { name: 'A' } }));
});
