import { addDuration, parseDuration } from '@coop-credentials/core';
import { isIP } from 'node:net';
import { isPostgresUrl, isWholePostgresUrl } from '../store/location.ts';
import { isLoopbackUrl, readUrl } from './addresses.ts';

/** A whole number within bounds, in decimal digits only: `0x10` and `1e3` are mistakes. */
export const whole = (least: number, most: number) => (value: string) => {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < least || number > most) {
    throw new Error(`must be a whole number from ${least} to ${most}`);
  }
  return number;
};

/** From a second to a year, as ISO 8601 (`PT24H`), in milliseconds. */
export function duration(value: string): number {
  const length = parseDuration(value) ? addDuration(new Date(0), value).getTime() : 0;
  if (length < 1_000 || length > 366 * 86_400_000) throw new Error('must be an ISO 8601 duration such as PT24H');
  return length;
}

/** An http(s) URL without query, fragment or credentials; the trailing slash goes. */
export function wholeUrl(value: string): string {
  const url = readUrl(value);
  const plain = url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash;
  if (!plain || value.includes('\\')) throw new Error('must be an http or https URL without query, fragment or user');
  return url.href.replace(/\/+$/, '');
}

/** `a,b c` → each part parsed. */
export const list =
  <T>(parse: (value: string) => T) =>
  (value: string): T[] =>
    value
      .split(/[,\n]+/)
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map(parse);

/** `name=url` */
export function namedUrl(value: string): { name: string; url: string } {
  const [, name, address] = /^([^=]+)=(.+)$/.exec(value) ?? [];
  const url = address === undefined ? undefined : readUrl(address);
  if (!name || !url) throw new Error('must be name=url, several by commas');
  if (url.protocol !== 'https:' && !isLoopbackUrl(url.href))
    throw new Error('must name https URLs, except on loopback');
  return { name: name.trim(), url: url.href };
}

/** `name=url#anchor`: a recognition list, and the digest of the quorum that it began with. */
export function recognitionList(value: string): { name: string; url: string; anchor: string } {
  const [, name, url, anchor] = /^([a-z0-9][a-z0-9._-]{0,62})=([^#]+)#(uEi[\w-]{44})$/i.exec(value.trim()) ?? [];
  if (!name || !url || !anchor) throw new Error('must be name=url#anchor, several by commas');
  return { ...namedUrl(`${name}=${url}`), anchor };
}

/** `host:port` */
export function hostAndPort(value: string): string {
  const url = /^[^/?#@\\]+:\d+$/.test(value) ? readUrl(`http://${value}`) : undefined;
  if (!url) throw new Error('must be host:port, several by commas');
  return value.toLowerCase();
}

/** `host:port` to listen at; `[::1]:9464` for IPv6. */
export function listenAddress(value: string): { readonly host: string; readonly port: number } | undefined {
  const { hostname } = readUrl(`http://${hostAndPort(value)}`) ?? { hostname: '' };
  return { host: hostname.replace(/^\[|\]$/g, ''), port: whole(0, 65535)(/\d+$/.exec(value)?.[0] ?? '') };
}

const proxyGroups: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** An address, a network such as `10.0.0.0/8`, or a group that Express names. */
export function proxy(value: string): string {
  const [address = '', bits, ...more] = value.split('/');
  const most = isIP(address) === 6 ? 128 : 32;
  const network =
    isIP(address) > 0 && more.length === 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most));
  if (!network && !proxyGroups.has(value)) throw new Error('must be addresses or networks such as 10.0.0.0/8');
  return value;
}

/** `sqlite:` with a path or none, or `postgres://…`. */
export function readDatabase(value: string): string {
  if (value.startsWith('sqlite:')) return value.slice('sqlite:'.length).replace(/^\/\//, '');
  if (!isPostgresUrl(value)) throw new Error('must start with sqlite: or postgres://');
  if (!isWholePostgresUrl(value))
    throw new Error('is no postgres:// URL; in a password, # is written %23, / %2F, ? %3F and @ %40');
  return value;
}

/** `1` or `0`. */
export function onOrOff(value: string): boolean {
  if (value !== '1' && value !== '0') throw new Error('must be 1 or 0');
  return value === '1';
}
