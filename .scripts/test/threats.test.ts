import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { relative } from 'node:path';
import { environment, root } from '../install.js';
import { readRecording } from '../record/recording.js';

/** Which tests prove that a threat to the core is answered: file, and words of the title of one that passes. */
const threats: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a presentation is replayed': {
    'verifier-service/test/requests/answering.test.ts': 'counts once of a hundred posted in parallel',
  },
  'a token is spelt otherwise': {
    'core/test/proofs/sd-jwt/changed-characters.test.ts': 'is never accepted, whichever it is',
    'core/test/fuzz/fuzz.test.ts': 'neither breaks nor accepts anything that was not signed',
    'verifier-service/test/fuzz/fuzz-http.test.ts': 'never breaks, and accepts nothing that was not signed',
  },
  'a credential is stolen': {
    'core/test/traps/stolen-credential.test.ts': 'a thief who claims to be the holder; we refuse it',
    'core/test/proofs/sd-jwt/key-binding.test.ts': 'is refused where the issuer named none',
  },
  'a victim answers the attacker’s request': {
    'verifier-service/test/requests/collecting.test.ts': 'needs the response code that only the redirected browser has',
  },
  'a browser forges a result': {
    'verifier-service/test/requests/collecting.test.ts': 'shows a verification nowhere before it was collected',
  },
  'a change is announced by somebody else: there are no webhooks, sites ask': {
    'verifier-service/test/openapi/openapi.test.ts':
      'names every route of the app, and the app routes every path of it',
  },
  'one site reads what is another’s': { 'verifier-service/test/site-api/foreign-ids.test.ts': 'is unknown to' },
  'we are made to fetch from our own network': {
    'core/test/network/guarded-fetch.test.ts': 'before it looks anything up',
  },
  'a name answers one address, then another': {
    'core/test/network/guarded-fetch.test.ts': 'so that rebinding gains nothing',
  },
  'a context is put in the place of another': {
    'core/test/traps/context-swap.test.ts': 'we refuse the context',
    'core/test/contexts/only-stated.test.ts': 'nothing that the holder adds and the signature does not cover',
  },
  'a graph is poison, a document is large': {
    'core/test/hostile-documents.test.ts': 'is given up where its graph is',
    'core/test/bad-input.test.ts': 'refuses a thousand values and more as document_too_many_values',
    'verifier-service/test/workers/verification-pool.test.ts': 'ends a verification that never stops computing',
  },
  'claims are read that nobody signed': {
    'core/test/traps/unsigned-claims.test.ts': 'we see no claim in it',
    'core/test/mutations.test.ts': 'is never accepted with other claims',
  },
  'an algorithm is confused, or none': {
    'core/test/proofs/sd-jwt/issuer.test.ts': 'is refused under an algorithm that is not of the key',
    'core/test/proofs/suites.test.ts': 'does not hold by a key of another type',
    'core/test/status/list-token.test.ts': 'and under no other algorithm or key',
  },
  'a prototype is polluted': {
    'core/test/bad-input.test.ts': 'refuses a __proto__ member as document_key_forbidden',
    'core/test/proofs/sd-jwt/disclosures.test.ts': 'is refused under a name of the language',
    'core/test/policy/compile-dcql.test.ts': 'though objects of the language have members of that name',
    'verifier-service/test/http/bad-answers.test.ts': 'a __proto__ key is refused as document_key_forbidden',
  },
};

interface Test {
  readonly file: string;
  readonly title: string;
}

/** The tests that passed just before; or, where this is run by itself, those that would be run: none that is skipped. */
const tests: readonly Test[] = readRecording()?.passed ?? planned();

function planned(): readonly Test[] {
  const files = [...new Set(Object.values(threats).flatMap((answers) => Object.keys(answers)))];
  const args = ['--dry-run', '--reporter', 'json', ...files];
  const output = execFileSync('mocha', args, { cwd: root, env: environment(), encoding: 'utf8', maxBuffer: 1e8 });
  const { passes } = JSON.parse(output.slice(output.indexOf('{\n'))) as {
    readonly passes: readonly { readonly file: string; readonly fullTitle: string }[];
  };
  return passes.map(({ file, fullTitle }) => ({ file: relative(root, file), title: fullTitle }));
}

describe('The threats to the core', () => {
  for (const [threat, answers] of Object.entries(threats)) {
    it(`have a test that passes where ${threat}`, () => {
      for (const [file, words] of Object.entries(answers)) {
        const isThere = tests.some((test) => test.file === file && test.title.includes(words));
        assert.ok(isThere, `no test of ${file} passes that is called “… ${words} …”`);
      }
    });
  }
});
