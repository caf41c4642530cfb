import type { PublicKey } from './public-key.ts';

const BYTES = 16;

/** 128 bits of the key's SHA-256 in groups of four, to be read out over the telephone: `9F2C 01AB …`. */
export async function fingerprint({ bytes }: PublicKey): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes)));
  const hex = [...digest.slice(0, BYTES)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return (hex.toUpperCase().match(/.{4}/g) ?? []).join(' ');
}
