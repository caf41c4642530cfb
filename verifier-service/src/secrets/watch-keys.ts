import { statSync } from 'node:fs';
import { readSecretKeys, type SecretKey } from './key-file.ts';

/**
 * The keys of the file as it is now: read again whenever it was replaced, so that `secrets rotate` needs no restart
 * and nothing is sealed with an old key after it. A file that is gone or broken meanwhile changes nothing.
 */
export function watchKeys(file: string): () => readonly SecretKey[] {
  let seen = versionOf(file);
  let keys = readSecretKeys(file);
  return () => {
    const version = versionOf(file);
    if (version !== undefined && version !== seen) {
      try {
        keys = readSecretKeys(file);
        seen = version;
      } catch {
        // The next start says what is wrong with it; until then, the keys that were read hold.
      }
    }
    return keys;
  };
}

function versionOf(file: string): string | undefined {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stat && `${stat.ino}:${stat.mtimeNs}:${stat.size}`;
}
