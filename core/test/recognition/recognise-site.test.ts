import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import type { RecognitionEntry } from '../../src/recognition/list-shape.ts';
import { type AskingSite, recogniseSite } from '../../src/recognition/recognise-site.ts';
import { tellSites } from '../../src/recognition/told-sites.ts';
import {
  type ListedSite,
  listedSiteFormat,
  readVerifierInfo,
  verifierInfoOf,
} from '../../src/recognition/verifier-info.ts';
import { siteListOf } from '../../src/wallet.ts';
import messages from '../../messages/en.json' with { type: 'json' };
import { daysLater, frozenAt } from '../factories/index.ts';
import { entryOf, sharedOf, viewOf } from '../factories/recognition.ts';

const did = 'did:web:verify.example:sites:shop';
const siteEntry = (changes: Partial<RecognitionEntry> = {}): RecognitionEntry =>
  entryOf({
    id: did,
    name: 'The Shop',
    recognizedTo: [
      { type: 'RecognizedAction', action: 'verify', origins: ['https://shop.example', 'https://verify.example'] },
    ],
    ...changes,
  });
const autumn = viewOf([entryOf(), siteEntry()]);
const told: ListedSite = {
  list: 'https://autumn.example/recognition',
  anchor: autumn.anchor,
  seq: autumn.seq,
  digest: autumn.digest,
  entry: did,
};
const asking: AskingSite = {
  clientId: `decentralized_identifier:${did}`,
  isSigned: true,
  responseUri: 'https://verify.example/wallet/openid4vp/response/1',
  website: 'https://shop.example',
  verifierInfo: verifierInfoOf([told]),
};
const suspension = { state: 'suspended', since: '2026-06-01T12:00:00Z', reason: 'no audit' } as const;

/** What becomes of a site that is recognised, with one thing changed. */
function codeOf(changes: Partial<AskingSite>, lists = [autumn], now = frozenAt): string {
  const found = recogniseSite({ ...asking, ...changes }, lists, now);
  return found.recognised ? `recognised as ${found.name}` : found.code;
}

describe('whether a site that asks is recognised', () => {
  it('is said by the wallet’s own list: as whom, by whom, since when and why', () => {
    assert.deepEqual(recogniseSite(asking, [autumn], frozenAt), {
      recognised: true,
      name: 'The Shop',
      by: 'Autumn Federation',
      since: '2026-03-01T00:00:00Z',
      reason: 'Recognised by Autumn Federation since 2026-03-01, decision 14, evidence: .coop domain, register number.',
    });
  });

  it('needs nothing of the request but who signed it and where the answer goes', () => {
    assert.equal(codeOf({ verifierInfo: undefined, website: undefined }), 'recognised as The Shop');
  });

  it('is no for who borrows the place of another', () => {
    const thief = 'decentralized_identifier:did:web:thief.example';
    assert.equal(codeOf({ clientId: thief }), 'site_entry_of_another');
    assert.equal(
      codeOf({ clientId: thief, verifierInfo: verifierInfoOf([{ ...told, entry: 'did:web:thief.example' }]) }),
      'site_unknown',
    );
    assert.equal(codeOf({ clientId: thief, verifierInfo: undefined }), 'site_unknown');
    assert.equal(
      codeOf({ verifierInfo: verifierInfoOf([told, { ...told, entry: 'did:web:other.example' }]) }),
      'site_entry_of_another',
    );
  });

  it('is no where nobody signed, or by another kind of name than a DID', () => {
    assert.equal(codeOf({ isSigned: false }), 'site_unsigned');
    for (const clientId of [
      `redirect_uri:${asking.responseUri}`,
      'x509_san_dns:verify.example',
      did,
      `openid_federation:${did}`,
    ]) {
      assert.equal(codeOf({ clientId }), 'site_without_did', clientId);
    }
    for (const other of [`${did}:more`, `${did}#key-1`, did.toUpperCase(), ` ${did}`]) {
      assert.equal(
        codeOf({ clientId: `decentralized_identifier:${other}`, verifierInfo: undefined }),
        'site_unknown',
        other,
      );
    }
  });

  it('is no where the answer would go elsewhere, however like it looks', () => {
    for (const responseUri of [
      'https://verify.example.thief.example/response',
      'https://verify.example@thief.example/response',
      'https://thief.example/https://verify.example/',
      'https://verify.example:8443/response',
      'http://verify.example/response',
      'https://verify.example./response',
      'https://vérify.example/response',
      'https://xn--verfy-xra.example/response',
      'javascript:alert(1)//verify.example',
      'data:,https://verify.example',
      'not an address',
    ]) {
      assert.equal(codeOf({ responseUri }), 'site_other_origin', responseUri);
    }
    for (const website of ['https://sh0p.example', 'https://shop.example/', 'http://shop.example', 'null', '']) {
      assert.equal(codeOf({ website }), 'site_other_origin', website);
    }
  });

  it('is no while it is suspended, ended, to come or in other hands, and says so', () => {
    const standing = (changes: Partial<RecognitionEntry>) =>
      codeOf({ verifierInfo: undefined }, [viewOf([siteEntry(changes)])]);
    assert.equal(standing({ status: suspension }), 'site_suspended');
    assert.equal(standing({ status: { ...suspension, state: 'ended' } }), 'site_ended');
    assert.equal(standing({ status: { ...suspension, state: 'compromised' } }), 'site_compromised');
    assert.equal(standing({ validFrom: daysLater(1).toISOString() }), 'site_upcoming');
    assert.equal(standing({ recognizedTo: entryOf().recognizedTo }), 'site_not_for_asking');
    const found = recogniseSite(
      { ...asking, verifierInfo: undefined },
      [viewOf([siteEntry({ status: suspension })])],
      frozenAt,
    );
    assert.equal(found.reason, 'Suspended by Autumn Federation since 2026-06-01, decision 14. Reason: no audit.');
  });

  it('is a matter of lists that are pinned, and not expired', () => {
    assert.equal(codeOf({}, []), 'site_without_list');
    const other = viewOf([entryOf()]);
    assert.equal(codeOf({ verifierInfo: undefined }, [other]), 'site_unknown');
    assert.equal(codeOf({}, [autumn], daysLater(6)), 'recognised as The Shop');
    assert.equal(codeOf({}, [autumn], daysLater(8)), 'site_list_expired');
  });

  it('is not said by a list of which the site has another version with the same number', () => {
    assert.equal(
      codeOf({ verifierInfo: verifierInfoOf([{ ...told, digest: viewOf([entryOf()]).digest }]) }),
      'site_list_forked',
    );
    for (const seq of [told.seq - 1, told.seq + 1]) {
      assert.equal(
        codeOf({ verifierInfo: verifierInfoOf([{ ...told, seq, digest: 'uEiA' }]) }),
        'recognised as The Shop',
      );
    }
  });

  it('goes by any of several lists, but for a key that one of them says is in other hands', () => {
    const paused = viewOf([siteEntry({ status: suspension })]);
    const stolen = viewOf([siteEntry({ status: { ...suspension, state: 'compromised' } })]);
    const alone = { verifierInfo: undefined };
    assert.equal(codeOf(alone, [paused, autumn]), 'recognised as The Shop');
    assert.equal(codeOf(alone, [autumn, stolen]), 'site_compromised');
  });

  it('is no for a key in other hands, whatever its DID was listed for, and whatever the request says of that list', () => {
    const status = { ...suspension, state: 'compromised' } as const;
    const [coOp, shop] = [entryOf({ id: did, status }), siteEntry({ status })];
    const winter = { ...autumn, anchor: 'uEiW' };
    const forked = { verifierInfo: verifierInfoOf([{ ...told, digest: 'uEiA' }]) };
    assert.equal(codeOf(forked, [autumn, winter]), 'recognised as The Shop');
    for (const stolen of [coOp, shop]) {
      assert.equal(codeOf({ verifierInfo: undefined }, [viewOf([stolen]), winter]), 'site_compromised');
      assert.equal(codeOf(forked, [viewOf([stolen]), winter]), 'site_compromised');
      const page = siteListOf(JSON.parse(JSON.stringify(tellSites(sharedOf([stolen])))));
      assert.equal(recogniseSite(asking, [page, autumn], frozenAt).recognised, false);
    }
  });

  it('is the same on a page that is told the list’s sites alone', () => {
    const shared = sharedOf([entryOf(), siteEntry()]);
    const page = siteListOf(JSON.parse(JSON.stringify(tellSites(shared))));
    assert.equal(page.find(entryOf().id), undefined);
    assert.deepEqual(recogniseSite(asking, [page], frozenAt), recogniseSite(asking, [autumn], frozenAt));
    assert.equal(recogniseSite(asking, [page], daysLater(8)).recognised, false);
    const looked = siteListOf({ ...tellSites(shared), clock: daysLater(8).getTime() });
    assert.equal(recogniseSite(asking, [looked], frozenAt).recognised, false);
  });

  it('has words for each no', () => {
    for (const [code, words] of Object.entries(messages.sites)) assert.match(words, /^[A-Z][^{}]+\.$/, code);
  });
});

describe('verifier_info', () => {
  it('reads what is ours and passes over the rest', () => {
    const ours = { format: listedSiteFormat, data: told };
    assert.deepEqual(
      readVerifierInfo([{ format: 'jwt', data: 'ey…' }, ours, null, 'x', { format: listedSiteFormat, data: 'x' }]),
      [told],
    );
    for (const changes of [{ entry: 7 }, { seq: '1' }, { seq: 1.5 }, { anchor: undefined }, { list: null }]) {
      assert.deepEqual(readVerifierInfo([{ ...ours, data: { ...told, ...changes } }]), []);
    }
    for (const input of [undefined, null, {}, 'x', 7]) assert.deepEqual(readVerifierInfo(input), []);
  });

  it('is left out rather than empty', () => assert.equal(verifierInfoOf([]), undefined));
});
