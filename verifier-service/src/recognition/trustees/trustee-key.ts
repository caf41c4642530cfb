import { signingKeyFromSeed, toMultibase, type SigningKey } from '@coop-credentials/core/profile';
import { randomBytes } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { CommandError } from '../../cli/command.ts';

/** For its owner alone. */
const MODE = 0o600;

export interface TrusteeKey {
  readonly key: SigningKey;
  readonly publicKeyMultibase: string;
}

/** Makes a key that signs lists, in a file that only its owner can read. Never overwrites one. */
export async function makeTrusteeKey(file: string): Promise<TrusteeKey> {
  const seed = randomBytes(32);
  try {
    writeFileSync(file, `${JSON.stringify({ type: 'coop-recognition-key', seed: seed.toString('base64url') })}\n`, {
      mode: MODE,
      flag: 'wx',
    });
  } catch (cause) {
    throw new CommandError('file_not_written', `${file} could not be made.`, [(cause as Error).message]);
  }
  return keyOf(seed);
}

/** @throws CommandError for a file that others may read, or that is none of ours */
export async function readTrusteeKey(file: string): Promise<TrusteeKey> {
  const fault = (message: string) => new CommandError('key_file_unusable', `${file} ${message}`);
  let text: string;
  try {
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
      throw fault('may be read by others: chmod 600 it.');
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw error instanceof CommandError ? error : fault('cannot be read.');
  }
  const { type, seed } = parse(text);
  const bytes = typeof seed === 'string' ? Buffer.from(seed, 'base64url') : undefined;
  if (type !== 'coop-recognition-key' || bytes?.length !== 32) throw fault('is no key of coop-verifier list key.');
  return keyOf(bytes);
}

async function keyOf(seed: Uint8Array): Promise<TrusteeKey> {
  const key = await signingKeyFromSeed(seed);
  return { key, publicKeyMultibase: toMultibase(key.publicKey) };
}

function parse(text: string): { readonly type?: unknown; readonly seed?: unknown } {
  try {
    return JSON.parse(text) as object;
  } catch {
    return {};
  }
}
