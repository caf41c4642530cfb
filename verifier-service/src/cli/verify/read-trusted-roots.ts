import { certificatesIn } from '../../config/certificates-in.ts';
import { readText, unreadable } from './read-file.ts';

/**
 * The certificates of a file, in DER.
 *
 * @throws CommandError `file_unreadable`, also for a file without any
 */
export async function readTrustedRoots(path: string): Promise<readonly Uint8Array[]> {
  const text = await readText(path);
  try {
    return certificatesIn(text);
  } catch (error) {
    throw unreadable(path, `it ${(error as Error).message}`);
  }
}
