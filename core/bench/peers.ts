import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { documentLoader } from '../src/profile/index.ts';
import { expectedAudience, expectedNonce, frozenAt } from '../test/factories/index.ts';

/** Another verifier, as its own documentation uses it. */
export interface Peer {
  readonly name: string;
  /** The format's name in `formats.ts`. */
  readonly format: string;
  /** Throws unless it calls the presentation verified. */
  readonly verify: (presentation: string) => Promise<void>;
  /** It knows no context of ours: its documents carry it. */
  readonly inlineContext?: boolean;
}

interface PeersModule {
  readonly peers: (given: object) => readonly Peer[];
}

const folder = new URL('./peers/', import.meta.url);

let loaded: Promise<readonly Peer[]> | undefined;

/** The peers, or none with the reason, which is said once: `npm ci --prefix core/bench/peers` installs them. */
export function loadPeers(): Promise<readonly Peer[]> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<readonly Peer[]> {
  if (!existsSync(fileURLToPath(new URL('node_modules/', folder)))) {
    console.error('Peers are not installed; to measure them too: npm ci --ignore-scripts --prefix core/bench/peers');
    return [];
  }
  const { peers } = (await import(new URL('peers.js', folder).href)) as PeersModule;
  return peers({ challenge: expectedNonce, domain: expectedAudience, now: frozenAt, documentLoader });
}
