import type { X509Certificate } from 'node:crypto';

/** What Node does not tell of a certificate that it has parsed: what it may be used for (RFC 5280 §4.2.1). */
export interface CertificateUse {
  /** How many certificates of issuers may stand between this one and the first; undefined for any number. */
  readonly pathLength: number | undefined;
  /** Whether its key may sign what is no certificate: true where nothing is said about it. */
  readonly signs: boolean;
  /** Whether it restricts something that is not read here, such as names of others. */
  readonly isRestricted: boolean;
}

/** By their object identifiers, in the bytes of DER. */
const BASIC_CONSTRAINTS = '551d13';
const KEY_USAGE = '551d0f';
const NAME_CONSTRAINTS = '551d1e';

/** Of extensions that must be understood, those that are: with the usage of keys in TLS and the names, read elsewhere. */
const UNDERSTOOD: ReadonlySet<string> = new Set([BASIC_CONSTRAINTS, KEY_USAGE, '551d25', '551d11']);

/** Tags (X.690 §8). */
const BOOLEAN = 0x01;
const INTEGER = 0x02;
const OCTETS = 0x04;
const EXTENSIONS = 0xa3;

/** `digitalSignature` and `contentCommitment`, the first bits of `KeyUsage`. */
const SIGNING = 0xc0;

/** @throws TypeError for bytes that are no certificate */
export function certificateUse({ raw }: Pick<X509Certificate, 'raw'>): CertificateUse {
  const extensions = extensionsOf(raw);
  const valueOf = (wanted: string) => extensions.find(({ id }) => id === wanted)?.value;
  const [basic, usage] = [valueOf(BASIC_CONSTRAINTS), valueOf(KEY_USAGE)];
  const length = basic && elements(only(basic)).find(({ tag }) => tag === INTEGER)?.content;
  // The first byte of a bit string says how many bits of the last are none.
  const bits = usage && (only(usage)[1] ?? 0);
  return {
    pathLength: length && parseInt(length.toString('hex'), 16),
    signs: bits === undefined || (bits & SIGNING) !== 0,
    isRestricted: extensions.some(
      ({ id, isCritical }) => id === NAME_CONSTRAINTS || (isCritical && !UNDERSTOOD.has(id)),
    ),
  };
}

interface Extension {
  readonly id: string;
  readonly isCritical: boolean;
  /** DER, too. */
  readonly value: Buffer;
}

function extensionsOf(certificate: Buffer): readonly Extension[] {
  const [signed] = elements(only(certificate));
  const found = elements(signed?.content ?? Buffer.alloc(0)).find(({ tag }) => tag === EXTENSIONS);
  if (!found) return [];
  return elements(only(found.content)).map(({ content }) => {
    const [id, ...rest] = elements(content);
    const value = rest.find(({ tag }) => tag === OCTETS);
    if (!id || !value) throw new TypeError('an extension without a name or a value');
    const critical = rest.find(({ tag }) => tag === BOOLEAN);
    return {
      id: id.content.toString('hex'),
      isCritical: critical !== undefined && critical.content[0] !== 0,
      value: value.content,
    };
  });
}

interface Element {
  readonly tag: number;
  readonly content: Buffer;
}

/** The content of the one element that bytes consist of. */
function only(bytes: Buffer): Buffer {
  const [first, ...others] = elements(bytes);
  if (!first || others.length > 0) throw new TypeError('not one element');
  return first.content;
}

/** Elements one after the other (DER: X.690 §8.1, §10.1). */
function elements(bytes: Buffer): readonly Element[] {
  const found: Element[] = [];
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at]!;
    const { length, start } = lengthAt(bytes, at + 1);
    if (start + length > bytes.length) throw new TypeError('an element that is cut off');
    found.push({ tag, content: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return found;
}

/** Below 128 in one byte; else the first says how many bytes it takes. */
function lengthAt(bytes: Buffer, at: number): { readonly length: number; readonly start: number } {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return { length: first, start: at + 1 };
  const size = first & 0x7f;
  if (size < 1 || size > 4 || at + size >= bytes.length) throw new TypeError('a length that cannot be read');
  return { length: bytes.readUIntBE(at + 1, size), start: at + 1 + size };
}
