import { type IncomingMessage } from 'node:http';
import { problem, VerificationError } from '../problem.ts';

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json$/i;

/**
 * Reads a response as JSON, and not a byte more than allowed.
 *
 * @throws VerificationError `fetch_refused` for a redirect, `fetch_failed` for another status than 200,
 *   `fetch_not_json`, `fetch_too_large`
 */
export async function readJson(response: IncomingMessage, maxBytes: number): Promise<unknown> {
  const { statusCode = 0, headers } = response;
  if (statusCode >= 300 && statusCode < 400) throw new VerificationError(problem('fetch_refused'));
  if (statusCode !== 200) throw new VerificationError(problem('fetch_failed'));

  const [type = ''] = (headers['content-type'] ?? '').split(';');
  const isEncoded = (headers['content-encoding'] ?? 'identity') !== 'identity';
  if (isEncoded || !JSON_TYPE.test(type.trim())) throw new VerificationError(problem('fetch_not_json'));
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw new VerificationError(problem('fetch_too_large'));

  return parse(await readBody(response, maxBytes));
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

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (cause) {
    throw new VerificationError(problem('fetch_not_json'), { cause });
  }
}
