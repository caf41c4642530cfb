import { createHash } from 'node:crypto';
import { contextUrls } from './context-urls.ts';

export type FileDigest = 'sha256' | 'sha384' | 'sha512';

/** Files that a credential may refer to, as far as we have them: nothing is fetched for a credential's sake. */
export interface KnownFiles {
  readonly bytes: (url: string) => Uint8Array | undefined;
  /** The digest of a file that we have, or that its owner has published the digest of. */
  readonly digest: (url: string, algorithm: FileDigest) => Buffer | undefined;
}

/**
 * Of the data model's contexts, which are bundled as data and not as the bytes that the W3C serves
 * (VC Data Model 1.1 §B.1, 2.0 §B.1, "Base Context").
 */
const published: Readonly<Record<string, Readonly<Partial<Record<FileDigest, string>>>>> = {
  [contextUrls.credentialsV1]: {
    sha256: 'ab4ddd9a531758807a79a5b450510d61ae8d147eab966cc9a200c07095b0cdcc',
    sha384: '82c3b3eab863754bbfd2b9f17d8d6db9f61169f301cbf0b05e1fc4beb5f5c51dd4d2e888c274f49c3fbb2408f61faed1',
  },
  [contextUrls.credentialsV2]: {
    sha256: '59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734',
    sha384: '97f1eb8e5042356c805fdd61afa2c557663785e0794dcafa21e138fd38def18cb360133c221aa31d6896a6bf3e65b614',
  },
};

export const createKnownFiles = (files: ReadonlyMap<string, Uint8Array> = new Map()): KnownFiles => ({
  bytes: (url) => files.get(url),
  digest: (url, algorithm) => {
    const bytes = files.get(url);
    if (bytes) return createHash(algorithm).update(bytes).digest();
    const hex = Object.hasOwn(published, url) ? published[url]?.[algorithm] : undefined;
    return hex === undefined ? undefined : Buffer.from(hex, 'hex');
  },
});
