import assert from 'node:assert/strict';
import { readCalls } from '../../scripts/pot/read-calls.ts';
import { writePot } from '../../scripts/pot/write-pot.ts';

const texts = (source: string): readonly string[] => readCalls(source, 'ours').map(({ text }) => text);

describe('reading sentences', () => {
  it('reads PHP, with escapes of its quotes', () =>
    assert.deepEqual(texts(`echo esc_html__( 'Don\\'t', 'ours' ) . __( "a\\nb", 'ours' );`), ["Don't", 'a\nb']));

  it('reads what a bundler wrote', () =>
    assert.deepEqual(texts('(0,i.__)("Gates \\u2013 all","ours"),(0,s.__)(`two`,"ours")'), ['Gates – all', 'two']));

  it('leaves the sentences of others', () => assert.deepEqual(texts(`__( 'Theirs', 'theirs' ) . __( 'Core' )`), []));

  it('leaves names that only end alike', () => assert.deepEqual(texts(`my__( 'No', 'ours' )`), []));

  it('reads contexts and plurals', () =>
    assert.deepEqual(readCalls(`_x( 'Post', 'verb', 'ours' ); _n( 'one', '%d', count( $a, $b ), 'ours' );`, 'ours'), [
      { text: 'Post', context: 'verb' },
      { text: 'one', plural: '%d' },
    ]));

  it('takes the note to translators that stands before a sentence, and no other', () => {
    const source = `/* translators: %s: name. */\nsprintf( __( 'Hello %s', 'ours' ), __( 'you', 'ours' ) );\n__( 'Bye', 'ours' );`;
    assert.deepEqual(
      readCalls(source, 'ours').map(({ comment }) => comment),
      ['translators: %s: name.', undefined, undefined],
    );
  });
});

describe('writing the catalogue', () => {
  const about = { name: 'N', version: '1', domain: 'ours' };

  it('has a sentence once, with all its files', () => {
    const pot = writePot(
      [
        { text: 'Say "hi" %s', file: 'a.php', comment: 'translators: x' },
        { text: 'Say "hi" %s', file: 'b.php' },
      ],
      about,
    );
    assert.ok(
      pot.endsWith('\n\n#. translators: x\n#: a.php\n#: b.php\n#, php-format\nmsgid "Say \\"hi\\" %s"\nmsgstr ""\n'),
    );
  });

  it('keeps the same words in two contexts apart', () => {
    const pot = writePot(
      [
        { text: 'Post', file: 'a' },
        { text: 'Post', context: 'verb', file: 'a' },
      ],
      about,
    );
    assert.equal(pot.match(/msgid "Post"/g)?.length, 2);
  });
});
