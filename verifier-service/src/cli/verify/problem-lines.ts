import type { Problem } from '@coop-credentials/core';
import messages from '@coop-credentials/core/messages/en.json' with { type: 'json' };
import { plain, plainTime } from './plain.ts';

export const titleOf = ({ title, code }: Problem): string => `${title} (${code})`;

/** What a site shows to the member: whoever answers them knows then what they have read. */
export function wordsToMember({ code, params = {} }: Problem): string {
  const { what, next } = messages.problems[code];
  const filled = `${what} ${next}`.replaceAll(/\{(\w+)\}/g, (all, name: string) =>
    name in params ? plainTime(plain(String(params[name]))) : all,
  );
  return `A member reads: “${filled}”`;
}
