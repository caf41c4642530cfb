import assert from 'node:assert/strict';
import { contactLink } from '../../src/client/contact-link.ts';
import { parseGrant, parseRefusal, parseRequest, parseStatus } from '../../src/client/parse-host-answer.ts';
import { catalogue } from '../../src/client/words.ts';

const answer = {
  id: 'pr_1',
  state: 'open',
  expiresAt: '2031-05-01T10:05:00Z',
  links: {
    sameDevice: {
      app: 'openid4vp://?client_id=a',
      web: [{ name: 'Co-op wallet', url: 'https://wallet.example/?x=1' }],
    },
    crossDevice: { app: 'openid4vp://?client_id=b', matchCode: '48 21', interaction: 'https://verifier.example/i/1' },
  },
  browser: { statusUrl: 'https://verifier.example/b/token' },
  ask: {
    site: 'Autumn',
    purpose: 'Open the lounge',
    claims: ['memberOf'],
    grantFor: 'P30D',
    issuers: [{ id: 'did:web:a', name: 'A' }],
  },
};

describe('what a host answers', () => {
  it('becomes a request, with its end by this device’s clock', () => {
    const request = parseRequest(answer, 60_000);
    assert.equal(request?.expiresAt, Date.parse('2031-05-01T10:04:00Z'));
    assert.deepEqual(request?.links, answer.links);
    assert.deepEqual(request?.ask, { ...answer.ask, issuers: ['A'] });
  });

  it('may lack what only some sites have', () => {
    const { sameDevice } = answer.links;
    const request = parseRequest({ ...answer, ask: undefined, links: { sameDevice } });
    assert.deepEqual(request?.links, { sameDevice });
    assert.deepEqual(request?.ask.claims, []);
  });

  const without = {
    'links to a wallet': { ...answer, links: {} },
    'a time': { ...answer, expiresAt: 'soon' },
    'a place to look': { ...answer, browser: {} },
    'an object': 'open',
  };
  for (const [what, broken] of Object.entries(without)) {
    it(`is refused without ${what}`, () => {
      assert.equal(parseRequest(broken), undefined);
    });
  }

  it('never makes a link that runs as a script', () => {
    for (const app of ['javascript:alert(1)', 'data:text/html,x', ' JaVaScRiPt:alert(1)']) {
      assert.equal(parseRequest({ ...answer, links: { sameDevice: { app } } }), undefined, app);
    }
    const web = [{ name: 'Evil', url: 'javascript:alert(1)' }, ...answer.links.sameDevice.web];
    const request = parseRequest({ ...answer, links: { sameDevice: { ...answer.links.sameDevice, web } } });
    assert.deepEqual(request?.links.sameDevice.web, answer.links.sameDevice.web);
  });

  it('gives a refusal its details, beside the code or under params', () => {
    const at = '2025-03-01T00:00:00Z';
    assert.equal(parseRefusal({ code: 'credential_expired', at })?.params.at, at);
    assert.equal(parseRefusal({ code: 'credential_expired', params: { at } })?.params.at, at);
    assert.equal(parseRefusal({ title: 'no code' }), undefined);
  });

  it('reads only states that it knows', () => {
    assert.deepEqual(parseStatus({ state: 'rejected', problem: { code: 'credential_expired' } }), {
      state: 'rejected',
      expiresAt: undefined,
      code: 'credential_expired',
    });
    assert.equal(parseStatus({ state: 'granted' }), undefined);
    assert.equal(parseStatus(null), undefined);
  });

  it('opens even when a host says neither why nor until when', () => {
    assert.deepEqual(parseGrant({ state: 'accepted' }), {
      until: undefined,
      reason: undefined,
      opened: { title: undefined, label: undefined },
      answer: { state: 'accepted' },
    });
  });
});

describe('a link to the site’s team', () => {
  const { refused } = catalogue().words;
  const refusal = { code: 'issuer_not_recognised', params: { issuer: 'did:web:meadow.example' } };
  const link = (contact: string | null): string | undefined =>
    contactLink(contact, refused, refusal, 'What is wrong.', 'https://autumn.example/lounge');

  it('opens a message that is ready to send', () => {
    const mail = new URL(link('team@autumn.example') ?? '');
    assert.equal(mail.pathname, 'team@autumn.example');
    assert.equal(mail.searchParams.get('subject'), 'Please recognise the co-op at meadow.example');
    assert.match(mail.searchParams.get('body') ?? '', /https:\/\/autumn\.example\/lounge/);
    assert.equal(link('mailto:team@autumn.example'), mail.href);
  });

  it('leads to a page where the site has one, and nowhere else', () => {
    assert.equal(link('https://autumn.example/contact'), 'https://autumn.example/contact');
    assert.equal(link('javascript:alert(1)'), undefined);
    assert.equal(link('team@autumn.example?bcc=thief@evil.example'), undefined);
    assert.equal(link(null), undefined);
  });
});
