/** A text that must not be found, by a name for the message; `random` ones are also looked for as the bytes they spell. */
export type Canaries = Readonly<Record<string, string>>;

/**
 * Which canaries are in some bytes, in any spelling that a program would write them in: plain, JSON-escaped,
 * percent-encoded, hexadecimal, base64 and base64url at any offset, UTF-16; and, of a token, the bytes that it spells.
 */
export function tracesIn(bytes: Buffer, canaries: Canaries): readonly string[] {
  const text = bytes.toString('latin1');
  const lower = text.toLowerCase();
  return Object.entries(canaries).flatMap(([name, canary]) =>
    spellings(canary)
      .filter(([how, spelt]) => (how === 'hex' ? lower : text).includes(spelt))
      .map(([how]) => `${name} (${how})`),
  );
}

function spellings(canary: string): readonly (readonly [string, string])[] {
  if (canary.length < 8) throw new TypeError('too short to be told from chance');
  const plain = Buffer.from(canary);
  const escaped = [...canary].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  return [
    ['plain', latin(plain)],
    ['JSON', latin(Buffer.from(JSON.stringify(canary).slice(1, -1)))],
    ['JSON, all escaped', escaped],
    ['percent', encodeURIComponent(canary)],
    ['UTF-16', latin(Buffer.from(canary, 'utf16le'))],
    ['hex', plain.toString('hex')],
    ...inBase64(plain),
    ...(/^[\w-]{22,}$/.test(canary) ? ofToken(Buffer.from(canary, 'base64url')) : []),
  ];
}

/** What a token's characters stand for, as a blob would hold it. */
const ofToken = (raw: Buffer) => [['its bytes', latin(raw)] as const, ['hex', raw.toString('hex')] as const];

/** The middle of each of three ways that base64 can fall on the bytes, whatever stands before and after them. */
const inBase64 = (bytes: Buffer) =>
  [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const middle = encoded.slice(offset === 0 ? 0 : offset + 1, -2);
    return [['base64', middle] as const, ['base64url', middle.replaceAll('+', '-').replaceAll('/', '_')] as const];
  });

const latin = (bytes: Buffer) => bytes.toString('latin1');
