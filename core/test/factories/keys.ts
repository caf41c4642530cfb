import { didJwkSigner, didKeySigner, didSigner, signingKeyFromSeed, type SigningKey } from '../../src/profile/index.ts';

/** Deterministic keys: what a seed of one repeated byte gives. For tests only. */
const keyOf = (byte: number): Promise<SigningKey> => signingKeyFromSeed(new Uint8Array(32).fill(byte));

export const harvestDid = 'did:web:harvest.example';
export const meadowDid = 'did:web:meadow.example';

const [harvestKey, meadowKey, didKeyCoop, holderKey, thiefKey, jwkCoop] = await Promise.all(
  [1, 2, 3, 4, 5, 6].map(keyOf),
);

/** A co-op with a `did:web`, whose document is among `didDocuments`. */
export const harvest = didSigner(harvestKey!, harvestDid);
/** Another co-op with a `did:web`. */
export const meadow = didSigner(meadowKey!, meadowDid);
/** A co-op with a `did:key`. */
export const orchard = didKeySigner(didKeyCoop!);
/** A co-op with a `did:jwk`. */
export const dairy = didJwkSigner(jwkCoop!);
/** The member whose credentials the fixtures are. */
export const holder = didKeySigner(holderKey!);
/** Somebody else, with a key of their own. */
export const thief = didKeySigner(thiefKey!);
