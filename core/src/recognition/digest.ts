import canonicalize from 'canonicalize';
import { hash } from 'node:crypto';
import type { Quorum } from './list-shape.ts';

/** SHA-256 and its length, as a multihash begins. */
const MULTIHASH = [0x12, 0x20] as const;

/** SHA-256 of the JCS form (RFC 8785), which is also what `eddsa-jcs-2022` signs. */
export const jcsHash = (value: object): Uint8Array => hash('sha256', canonicalize(value) ?? '', 'buffer');

/** A SHA-256 as `digestMultibase` writes it: base64url of its multihash (VC Data Model 2.0 §5.3). */
export const toDigestMultibase = (sha256: Uint8Array): string =>
  `u${Buffer.of(...MULTIHASH, ...sha256).toString('base64url')}`;

/** What a site pins: the digest of the quorum that a list began with. Whoever has the key of nobody in it is nobody. */
export const anchorOf = (genesis: Quorum): string => toDigestMultibase(jcsHash(genesis));
