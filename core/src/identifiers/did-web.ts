import { problem, VerificationError } from '../problem.ts';
import { type Did } from './parse-did.ts';

/** Labels of letters, digits and hyphens, with a port as `%3A` (did:web, "Method-specific identifier"). */
const HOST = /^((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:%3[Aa](\d{1,5}))?$/;
const SEGMENT = /^[\w.-]+$/;

/**
 * Where the document of a `did:web` is (did:web, "Read").
 *
 * Stricter than the method: lower-case names only, no IP address in any spelling, nothing percent-encoded in the path.
 *
 * @throws VerificationError `did_invalid`
 */
export function didWebUrl({ id }: Did): string {
  const [authority = '', ...path] = id.split(':');
  const [, name, port] = HOST.exec(authority) ?? [];
  const isSafe = name !== undefined && name.length <= 253 && path.every(isPlainSegment);
  if (!isSafe || isAddress(name)) throw new VerificationError(problem('did_invalid'));

  const host = port === undefined ? name : `${name}:${port}`;
  const url = `https://${host}/${path.length > 0 ? path.join('/') : '.well-known'}/did.json`;
  if (!URL.canParse(url)) throw new VerificationError(problem('did_invalid'));
  return url;
}

const isPlainSegment = (segment: string): boolean => SEGMENT.test(segment) && segment !== '.' && segment !== '..';

/** A last label of digits, or hexadecimal, is an IPv4 address to every URL parser (WHATWG URL §3.5). */
const isAddress = (name: string): boolean => /(^|\.)(\d+|0x[0-9a-f]*)$/.test(name);
