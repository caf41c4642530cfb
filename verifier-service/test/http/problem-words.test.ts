import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { problem } from '@coop-credentials/core';
import { problemWords } from '../../src/http/problem-words.ts';
import { startTestService } from '../bed/service.ts';

describe('a refused call', () => {
  it('says what to do', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    const detail = async (path: string, init: RequestInit = {}) =>
      ((await (await fetch(`${service.url}${path}`, init)).json()) as { detail?: string }).detail ?? '';
    assert.match(await detail('/v1/site'), /Authorization: Bearer KEY/);
    const headers = { Authorization: `Bearer ${site.key}` };
    assert.match(await detail('/v1/site', { headers }), /header Coop-Site-Url/);
    assert.match(await detail('/v1/site', { headers: { ...headers, 'Coop-Site-Url': 'https://b.example' } }), /moved/);
    assert.equal(await detail('/nothing'), 'There is nothing at this address. Check the address.');
  });

  it('says it only where it knows all of it, and nothing that a wallet told', () => {
    const at = '2026-12-01T00:00:00Z';
    assert.equal(problemWords(problem('credential_expired'), 'other'), undefined);
    assert.match(problemWords(problem('credential_expired', { params: { at } }), 'other') ?? '', /ended on 2026-12-01/);
    const issuer = { params: { issuer: 'evil.example' } };
    assert.equal(problemWords(problem('issuer_denied', issuer), 'other'), undefined);
  });
});
