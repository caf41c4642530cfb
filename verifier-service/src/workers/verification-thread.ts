import { createDidResolver, createVerifier, type DidResolver } from '@coop-credentials/core';
import { parentPort } from 'node:worker_threads';
import { exampleContexts } from '../vc-api/example-contexts.ts';
import { refuseToFetch, serveVerifications } from './serve-verifications.ts';

/**
 * The entry of a verification thread.
 *
 * DIDs that contain their key are resolved here; `did:web` and status lists are asked of the main thread. There, the
 * caches serve all threads and survive the end of any of them, and each is fetched once however many verifications
 * want it, while none of them holds a thread.
 */
if (!parentPort) throw new TypeError('verification-thread.ts runs as a worker thread only');

const clock = () => new Date();
serveVerifications(parentPort, ({ resolveDid, fetchStatusList, recognitionLists }, trustedRoots) => {
  const resolveHere = createDidResolver({ fetchJson: refuseToFetch, clock });
  const ports = {
    clock,
    fetchJson: refuseToFetch,
    fetchStatusList,
    recognitionLists,
    resolveDid: ((did, options) =>
      did.startsWith('did:web:') ? resolveDid(did, options) : resolveHere(did, options)) satisfies DidResolver,
  };
  // Documents outside of gates may say more: what they claim is trusted by nobody.
  const { verifyDocument } = createVerifier(ports, { contexts: exampleContexts, trustedRoots });
  return { ...createVerifier(ports, { trustedRoots }), verifyDocument };
});
