import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { type LoadedDocument } from '../../src/contexts/context-store.ts';
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list';
import { contextUrls } from '../../src/contexts/context-urls.ts';
import { documentLoader } from '../../src/profile/index.ts';
import { expectedAudience, expectedNonce, frozenAt, resolveDid } from '../factories/index.ts';

/**
 * The call that a reader of the stock library's README would write: `@digitalbazaar/vc` with both suites and a loader
 * for contexts, DID documents and keys. What it lets pass, each trap shows.
 */
export async function stockVerify(
  presentation: object,
  { askDomain = true, lists = new Map() }: { askDomain?: boolean; lists?: ReadonlyMap<string, object> } = {},
) {
  const documentLoader = loaderOf(lists);
  const { verified } = await vc.verify({
    presentation,
    suite: [new Ed25519Signature2020(), new DataIntegrityProof({ cryptosuite })],
    challenge: expectedNonce,
    ...(askDomain && { domain: expectedAudience }),
    documentLoader,
    ...(lists.size > 0 && { checkStatus }),
    now: frozenAt,
  });
  return verified ? 'verified' : 'refused';
}

const loaderOf = (lists: ReadonlyMap<string, object>) => async (url: string) => {
  const document = lists.get(url);
  return document ? { contextUrl: null, documentUrl: url, document } : loadAnything(url);
};

async function loadAnything(url: string): Promise<LoadedDocument> {
  if (!url.startsWith('did:')) return documentLoader(url);
  const [did = ''] = url.split('#');
  const document = { '@context': [contextUrls.didV1, contextUrls.ed25519Signature2020], ...(await resolveDid(did)) };
  const method = document.verificationMethod?.find(({ id }) => id === url);
  const key = { '@context': [contextUrls.multikeyV1, contextUrls.ed25519Signature2020], ...method };
  return { contextUrl: null, documentUrl: url, document: method ? key : document };
}
