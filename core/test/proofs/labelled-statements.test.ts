import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { documentLoader } from '../../src/contexts/context-store.ts';
import { labelledStatements, splitStatements } from '../../src/proofs/data-integrity/selective/labelled-statements.ts';

const [name, knows] = ['https://schema.org/name', 'https://schema.org/knows'];
const document = {
  '@context': { name, knows },
  '@id': 'urn:a',
  name: 'not _:c14n0 "_:c14n1"',
  knows: [{ name: 'x' }, { name: 'y' }],
};
const label = (labels: Record<string, string>) =>
  labelledStatements(document, new Map(Object.entries(labels)), { digest: 'sha256', documentLoader });

describe('The statements of a document of which a part is shown', () => {
  it('have the names of the whole document, in the order of those, and their texts as they are', async () => {
    const found = await label({ c14n0: 'b9', c14n1: 'b1' });
    assert.deepEqual(
      found?.map((statement) => statement.replace(/"[xy]"/, '""')),
      [
        `<urn:a> <${knows}> _:b1 .\n`,
        `<urn:a> <${knows}> _:b9 .\n`,
        `<urn:a> <${name}> "not _:c14n0 \\"_:c14n1\\"" .\n`,
        `_:b1 <${name}> "" .\n`,
        `_:b9 <${name}> "" .\n`,
      ],
    );
  });

  it('are none where a node has no name', async () => {
    assert.equal(await label({ c14n0: 'b0' }), undefined);
    assert.equal(await label({}), undefined);
  });

  it('are none where two nodes have one name, which would make one of them', async () =>
    assert.equal(await label({ c14n0: 'b0', c14n1: 'b0' }), undefined));

  it('are those that are always shown and those that were chosen', () => {
    const split = { mandatory: ['a', 'c'], chosen: ['b'], isSound: true };
    assert.deepEqual(splitStatements(['a', 'b', 'c'], [2, 0]), split);
    for (const index of [3, 99]) assert.equal(splitStatements(['a', 'b', 'c'], [0, index]).isSound, false);
  });
});
