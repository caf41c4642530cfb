import assert from 'node:assert/strict';
import { gatedContent } from '../../src/admin/setup/gated-content.ts';

const gate = { policy: 'lounge', name: 'Members’ lounge', teaser: 'Recipes.' };

describe('the content of a page with a gate', () => {
  it('is the block around a paragraph', () => {
    assert.equal(
      gatedContent(gate, 'For members.'),
      '<!-- wp:coop-credentials/gate {"policy":"lounge","label":"Members’ lounge","teaser":"Recipes."} -->\n' +
        '<!-- wp:paragraph -->\n<p>For members.</p>\n<!-- /wp:paragraph -->\n<!-- /wp:coop-credentials/gate -->',
    );
  });

  it('cannot be ended by what an admin typed', () => {
    const content = gatedContent({ ...gate, name: 'a --> <script>"&' }, '<b>&');
    const attributes = /^<!-- wp:coop-credentials\/gate (\{.*\}) -->\n/.exec(content)?.[1] ?? '';
    assert.doesNotMatch(attributes, /--|[<>&]|\\"/);
    assert.equal((JSON.parse(attributes) as { label: string }).label, 'a --> <script>"&');
    assert.match(content, /<p>&lt;b&gt;&amp;<\/p>/);
  });
});
