import { isAtMost, parseDuration } from '@coop-credentials/core';
import type { Stores } from '../open-stores.ts';
import { CommandError, UsageError } from './command.ts';

/** As policies write it (core, `policy-schema.ts`). */
export function readProgrammeName(name: string): string {
  if (/^[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?$/i.test(name)) return name;
  throw new UsageError('The name of a programme is a short one, such as autumn-offer');
}

export function readCount(option: string, text: string | undefined): number {
  const count = Number(text);
  if (text !== undefined && /^\d{1,9}$/.test(text) && count > 0) return count;
  throw new UsageError(`${option} is a whole number, at least 1`);
}

export function readPer(text: string | undefined): string {
  if (text !== undefined && parseDuration(text) && /[1-9]/.test(text) && isAtMost(text, 'P100Y')) return text;
  throw new UsageError('--per is an ISO 8601 duration, such as P30D, of at most 100 years');
}

/** Ids of sites that exist, separated by commas. */
export async function readSites(text: string | undefined, { sites }: Stores): Promise<readonly string[]> {
  const ids = readSiteIds(text);
  const found = await Promise.all(ids.map((id) => sites.find(id)));
  const unknown = ids.filter((_, index) => !found[index]);
  if (unknown.length === 0) return ids;
  throw new CommandError('site_unknown', `There is no site ${unknown.join(', ')}: coop-verifier site list`);
}

export function readSiteIds(text = ''): readonly string[] {
  const ids = [...new Set(text.split(',').map((id) => id.trim()))].filter((id) => id !== '');
  if (ids.length === 0) throw new UsageError('--sites are ids of sites, separated by commas');
  return ids;
}

/** What each reads, or every complaint at once. */
export function readAll<T extends Record<string, unknown>>(readers: { readonly [K in keyof T]: () => T[K] }): T {
  const complaints: string[] = [];
  const values = Object.entries(readers).map(([name, read]) => {
    try {
      return [name, read()];
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      complaints.push(error.message);
      return [name, undefined];
    }
  });
  if (complaints.length > 0) throw new UsageError(complaints.join('\n'));
  return Object.fromEntries(values) as T;
}
