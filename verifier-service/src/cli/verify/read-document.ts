import { documentLimits, parseJsonWithin, problem, VerificationError } from '@coop-credentials/core';

/** A token in its parts; mails and chats break it across lines, and no space belongs to it. */
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]*(~.*)?$/;

/**
 * JSON, or a compact token as it is, also in the quotes of JSON.
 *
 * @throws VerificationError `body_too_large`, and those of `parseJsonWithin`
 */
export function readDocument(text: string): unknown {
  if (Buffer.byteLength(text) > documentLimits.bytes) {
    const detail = `It is longer than ${documentLimits.bytes / 1024} KiB, which no credential or presentation is.`;
    throw new VerificationError(problem('body_too_large', { detail, params: { max: documentLimits.bytes } }));
  }
  const trimmed = text.trim();
  const joined = trimmed.replaceAll(/\s+/g, '');
  if (TOKEN.test(joined)) return joined;
  // What it is, and so where what may stand, is looked at again by whatever judges it.
  const value = parse(trimmed.startsWith('"') ? joined : trimmed);
  return typeof value === 'string' ? value.replaceAll(/\s+/g, '') : value;
}

function parse(text: string): unknown {
  try {
    return parseJsonWithin(text, documentLimits, 'message');
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    if (error.code !== 'json_invalid') throw error;
    const what = /^[[{"]/.test(text)
      ? 'This is no whole JSON: it may be cut off.'
      : 'This is neither JSON nor an SD-JWT.';
    throw new VerificationError(problem('json_invalid', { detail: text === '' ? 'The file is empty.' : what }));
  }
}
