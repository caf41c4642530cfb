import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { withProblemWords } from '../../scripts/generate/discourse-locale.ts';
import { problemWordsPhp } from '../../scripts/generate/php.ts';
import { joinProblems } from '../../scripts/generate/problem-source.ts';
import { problemsTypeScript } from '../../scripts/generate/typescript.ts';

const row = {
  code: 'proof_missing',
  type: 'https://w3id.org/coop-credentials/problems#proof_missing',
  title: 'No proof',
  status: 422,
  retryable: false,
  fixedBy: 'wallet',
  spec: 'https://www.w3.org/TR/vc-data-integrity/#proofs',
};
const words = { what: "It isn't signed by {issuer}.", next: 'Ask your co-op.' };
const catalogue = { problems: { proof_missing: words } };
const problems = joinProblems([row], catalogue);

const faultsOf = (table: unknown, texts: unknown): string => {
  try {
    joinProblems(table, texts);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

describe('joinProblems', () => {
  it('joins a row with its words', () => assert.deepEqual(problems, [{ ...row, ...words }]));

  it('names a code without words and words without a code', () => {
    const faults = faultsOf([{ ...row, code: 'proof_lost', type: `${row.type.split('#')[0]}#proof_lost` }], catalogue);
    assert.match(faults, /no words for proof_lost/);
    assert.match(faults, /words for proof_missing, which is no code/);
  });

  it('names a code that is there twice, and one whose type is of another', () => {
    assert.match(faultsOf([row, row], catalogue), /proof_missing is there twice/);
    assert.match(faultsOf([{ ...row, type: `${row.type}s` }], catalogue), /must end in its code/);
  });

  it('names a malformed row and empty words', () => {
    assert.match(faultsOf([{ ...row, status: 200 }], catalogue), /0\.status/);
    assert.match(faultsOf([{ ...row, fixedBy: 'nobody' }], catalogue), /0\.fixedBy/);
    assert.match(faultsOf([row], { problems: { proof_missing: { what: '', next: 'x' } } }), /proof_missing\.what/);
  });
});

describe('what is generated', () => {
  it('is PHP with literal calls for translation', () => {
    const php = problemWordsPhp(problems);
    assert.match(php, /__\( 'It isn\\'t signed by \{issuer\}\.', 'coop-credentials' \)/);
    assert.match(php, /'proof_missing' => array\(/);
  });

  it('is TypeScript with a union of the codes', () =>
    assert.match(problemsTypeScript(problems), /proof_missing: \{\n {4}type: 'https:/));

  it('is a part of the Discourse locale, which keeps the rest of the file', () => {
    const first = withProblemWords(undefined, problems);
    assert.match(first, /what: "It isn't signed by %\{issuer\}\."/);
    const byHand = `${first}    title: 'Co-op credentials'\n`;
    assert.equal(withProblemWords(byHand, problems), byHand);
    assert.equal(withProblemWords(byHand, []).includes('proof_missing'), false);
    assert.throws(() => withProblemWords('en:\n', problems), /marks are gone/);
  });

  it('has the words of the element in the Discourse locale, as the tree that the element takes', () => {
    const file = withProblemWords(undefined, [], { opened: { until: 'Until {at}.' }, newTab: '{name} (new tab)' });
    assert.match(
      file,
      /^ {4}element:\n {6}opened:\n {8}until: 'Until %\{at\}\.'\n {6}newTab: '%\{name\} \(new tab\)'\n/m,
    );
  });
});

describe('npm run generate -- --check', () => {
  it('finds every generated file fresh', () => {
    const script = resolve(import.meta.dirname, '../../scripts/generate.ts');
    const args = ['--conditions=@coop-credentials/source', '--disable-warning=ExperimentalWarning', script, '--check'];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    assert.equal(stderr, '');
    assert.equal(status, 0);
  });
});
