import { decode } from 'base58-universal';

/** A signature in base58btc, or undefined where it is in another base. */
export function decodeBase58Signature(text: string): Uint8Array | undefined {
  return text.startsWith('z') ? decode(text.slice(1)) : undefined;
}
