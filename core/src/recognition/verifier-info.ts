import { isJsonObject } from '../parse/json-object.ts';

/**
 * The `format` of what a site says of itself in `verifier_info` (OpenID4VP 1.0 §5.11), a name that collides with nobody's:
 * where on a recognition list it stands.
 */
export const listedSiteFormat = 'https://w3id.org/coop-credentials/recognition-list#site';

/**
 * Where a site stands on a list. Trustees sign a list whole, so an entry alone would be signed by nobody: what travels is
 * which list, which version of it and whose entry. A wallet that pins the list finds the entry there, and nowhere else.
 */
export interface ListedSite {
  /** Where the list is. A wallet fetches from the address that it pinned itself, never from this one. */
  readonly list: string;
  /** Which list, by the quorum that it began with. */
  readonly anchor: string;
  /** The version that the site knows: whoever has an older one looks again first. */
  readonly seq: number;
  readonly digest: string;
  /** The DID that the entry is of. */
  readonly entry: string;
}

export interface VerifierAttestation {
  readonly format: typeof listedSiteFormat;
  readonly data: ListedSite;
}

/** What a site puts into its requests; undefined where it is on no list, because `verifier_info` is never empty. */
export function verifierInfoOf(sites: readonly ListedSite[]): readonly VerifierAttestation[] | undefined {
  return sites.length > 0 ? sites.map((data) => ({ format: listedSiteFormat, data })) : undefined;
}

/** What a request says of lists; what is of another format, or not as it should be, is passed over (OpenID4VP 1.0 §5.11). */
export function readVerifierInfo(input: unknown): readonly ListedSite[] {
  const attestations: readonly unknown[] = Array.isArray(input) ? input : [];
  return attestations.flatMap((one) => {
    if (!isJsonObject(one) || one['format'] !== listedSiteFormat || !isJsonObject(one['data'])) return [];
    const { list, anchor, seq, digest, entry } = one['data'];
    const isWhole = [list, anchor, digest, entry].every((text) => typeof text === 'string') && Number.isInteger(seq);
    return isWhole ? [{ list, anchor, seq, digest, entry } as ListedSite] : [];
  });
}
