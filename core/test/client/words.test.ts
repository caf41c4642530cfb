import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import english from '../../messages/en.json' with { type: 'json' };
import { codesOffPage } from '../../src/client/codes-off-page.ts';
import { language, spokenLanguage } from '../../src/client/language.ts';
import { codesWithWords, kindOf, remedyFor } from '../../src/client/problem-kinds.ts';
import { catalogue, issuerDomain, issuerWebsite, problemWords } from '../../src/client/words.ts';
import { describe as describeProblem } from '../../src/client/views/describe-problem.ts';

const table = JSON.parse(readFileSync(new URL('../../problems.json', import.meta.url), 'utf8')) as { code: string }[];
const codes = table.map(({ code }) => code);
const english_ = { catalogue: catalogue(), language: language('en-GB') };
const said = (code: string, params: Record<string, string> = {}): string => {
  const { what, next } = describeProblem(english_, { code, params });
  return `${what} ${next}`;
};

describe('words of the element', () => {
  it('knows the kind of every code in the table, but for those that no page meets', () => {
    assert.deepEqual(codes.filter((code) => !kindOf(code)).sort(), codesOffPage.toSorted());
  });

  it('has two sentences for every code that a member can meet, with and without details', () => {
    for (const code of codesWithWords) {
      const details: Record<string, string>[] = [{}, { at: '2031-05-01T00:00:00Z', issuer: 'harvest.example' }];
      for (const params of details) {
        const { what, next } = describeProblem(english_, { code, params });
        assert.ok(what.length > 10 && next.length > 8, code);
        assert.doesNotMatch(what + next, /[{}]|undefined/, code);
        assert.notEqual(what, english.element.problems.unknown.what, code);
      }
    }
  });

  it('tells the kinds of no apart', () => {
    const kinds = [
      'credential_expired',
      'credential_not_yet_valid',
      'credential_revoked',
      'credential_suspended',
      'issuer_not_recognised',
      'claim_not_accepted',
      'limit_reached',
      'subject_mismatch',
      'signature_invalid',
      'proof_too_old',
      'request_expired',
      'service_unreachable',
      'too_many_tries',
      'request_declined',
    ];
    assert.equal(new Set(kinds.map((code) => said(code))).size, kinds.length);
  });

  it('never uses the trade’s words', () => {
    const texts = [...codesWithWords.map((code) => said(code)), JSON.stringify(english.element)];
    for (const text of texts) assert.doesNotMatch(text, /\b(credentials?|presentations?|verifiers?)\b/i);
    for (const text of texts) assert.doesNotMatch(text, /\bDIDs?\b/);
  });

  it('says one help for all faults of the site, with nothing a member cannot do', () => {
    for (const code of ['key_wrong', 'policy_unknown', 'site_moved', 'return_url_invalid', 'config_invalid']) {
      assert.equal(said(code), Object.values(english.element.problems.site_fault).join(' '));
      assert.equal(remedyFor(code), 'report');
    }
  });

  it('has a sentence and a way on for a code of the future', () => {
    assert.equal(said('made_up_tomorrow'), Object.values(english.element.problems.unknown).join(' '));
    assert.equal(remedyFor('made_up_tomorrow'), 'again');
  });

  it('writes dates in the page’s language', () => {
    assert.match(
      said('credential_expired', { at: '2025-03-01T00:00:00Z' }),
      /^Your membership ended on 1 March 2025\./,
    );
    assert.match(said('credential_expired', { at: 'yesterday' }), /^Your membership has ended\./);
  });

  it('shows an issuer by its domain and never by a name that it claims', () => {
    assert.match(said('issuer_not_recognised', { issuer: 'did:web:meadow.example' }), /the co-op at meadow\.example\./);
    assert.match(
      said('issuer_not_recognised', { issuer: 'Your Own Trusted Co-op' }),
      /^This site does not know the co-op that issued this\./,
    );
    assert.equal(issuerDomain('did:web:localhost%3A4101:coops:1'), 'localhost:4101');
    assert.equal(issuerDomain('https://meadow.example/path'), 'meadow.example');
    assert.equal(issuerDomain('did:key:z6Mkabc'), undefined);
    assert.equal(issuerDomain('<b>meadow</b>'), undefined);
  });

  it('knows the website of a did:web and of nothing else', () => {
    assert.equal(issuerWebsite('did:web:harvest.example:coops:1'), 'https://harvest.example/');
    assert.equal(issuerWebsite('did:web:localhost%3A4101'), 'http://localhost:4101/');
    assert.equal(issuerWebsite('did:web:localhost.evil.example'), 'https://localhost.evil.example/');
    for (const other of ['did:key:z6Mkabc', 'harvest.example', 'https://harvest.example', 'did:web:a@b', undefined]) {
      assert.equal(issuerWebsite(other), undefined);
    }
  });

  it('prefers the host’s translation and falls back to English, sentence by sentence', () => {
    const german = catalogue({
      element: { locked: { start: 'Mitgliedschaft zeigen' } },
      problems: { credential_revoked: { what: 'Deine Genossenschaft hat sie zurückgezogen.' } },
    });
    assert.equal(german.words.locked.start, 'Mitgliedschaft zeigen');
    assert.equal(german.words.locked.whatIsThis, 'What is this?');
    const words = problemWords(german, { code: 'credential_revoked', params: {} }, (_, value) => String(value));
    assert.deepEqual(words, { what: 'Deine Genossenschaft hat sie zurückgezogen.', next: 'Ask your co-op.' });
  });

  it('ignores a translation of the wrong shape', () => {
    const broken = catalogue({ element: { locked: 'no' } } as never);
    assert.equal(broken.words.locked.start, 'Show my membership');
  });
});

describe('language of the element', () => {
  it('speaks English, dates included, until the host has given a translation', () => {
    assert.equal(spokenLanguage('ar', false).tag, 'en');
    assert.equal(spokenLanguage('en-GB', false).tag, 'en-GB');
    assert.equal(spokenLanguage('ar', true).direction, 'rtl');
    assert.equal(spokenLanguage('not a language', true).tag, 'en');
  });

  it('says durations in words', () => {
    assert.equal(language('en').duration('P30D'), '30 days');
    assert.equal(language('en').duration('P1Y6M'), '1 year and 6 months');
    assert.equal(language('en').duration('PT36H'), '36 hours');
    assert.equal(language('de').duration('P1Y'), '1 Jahr');
    assert.equal(language('en').duration('soon'), undefined);
  });

  it('counts minutes, and seconds only within the last one', () => {
    assert.equal(language('en').timeLeft(300_000), '5 minutes');
    assert.equal(language('en').timeLeft(60_001), '2 minutes');
    assert.equal(language('en').timeLeft(60_000), '60 seconds');
    assert.equal(language('en').timeLeft(-5), '0 seconds');
  });

  it('adds the time of day to a date that is near', () => {
    const now = Date.parse('2031-05-01T10:00:00Z');
    assert.match(language('en').date('2031-05-01T12:30:00Z', now) ?? '', /May 1, 2031 at \d/);
    assert.equal(language('en').date('2031-06-01T12:00:00Z', now), 'June 1, 2031');
  });
});
