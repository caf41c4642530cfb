import { type IncomingMessage } from 'node:http';
import { problem, VerificationError } from '../problem.ts';

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json$/i;

export const isJsonType = (type: string): boolean => JSON_TYPE.test(type);

/** The media type of a response, without its parameters. */
export const mediaTypeOf = ({ headers }: IncomingMessage): string =>
  (headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();

/**
 * Reads a response as JSON, and not a byte more than allowed.
 *
 * @throws VerificationError `fetch_refused` for a redirect, `fetch_failed` for another status than 200,
 *   `fetch_not_json`, `fetch_too_large`
 */
export async function readJson(response: IncomingMessage, maxBytes: number): Promise<unknown> {
  return decodeJson(await readText(response, { maxBytes, isType: isJsonType }));
}

/** The same for text of a type that the caller knows. */
export async function readText(
  response: IncomingMessage,
  { maxBytes, isType }: { readonly maxBytes: number; readonly isType: (type: string) => boolean },
): Promise<string> {
  const { statusCode = 0, headers } = response;
  if (statusCode >= 300 && statusCode < 400) throw new VerificationError(problem('fetch_refused'));
  if (statusCode !== 200) throw new VerificationError(problem('fetch_failed'));

  const isEncoded = (headers['content-encoding'] ?? 'identity') !== 'identity';
  if (isEncoded || !isType(mediaTypeOf(response))) throw new VerificationError(problem('fetch_not_json'));
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw new VerificationError(problem('fetch_too_large'));
  return decodeText(await readBody(response, maxBytes));
}

export function decodeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new VerificationError(problem('fetch_not_json'), { cause });
  }
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) throw new VerificationError(problem('fetch_too_large'));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decodeText(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch (cause) {
    throw new VerificationError(problem('fetch_not_json'), { cause });
  }
}
