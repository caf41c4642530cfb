import messages from '@coop-credentials/core/messages/en.json' with { type: 'json' };
import type { Refusal } from '../mischief/visitor.ts';

const sentences: Readonly<Record<string, { readonly what: string; readonly next: string } | undefined>> =
  messages.problems;

/** What the catalogue says for a code, with dates and names filled in. */
export function sentencesFor(refusal: Refusal): { readonly what: string; readonly next: string } {
  const { code, params, ...rest } = refusal as Refusal & Readonly<Record<string, unknown>>;
  const { what, next } = sentences[code] ?? { what: 'It was refused.', next: '' };
  const fill = (sentence: string) =>
    sentence.replace(/\{(\w+)\}/g, (_, name: string) => asText(name, params?.[name] ?? rest[name]));
  return { what: fill(what), next: fill(next) };
}

/** An issuer by the website it has: a name that only a credential claims is never shown. */
function asText(name: string, value: unknown): string {
  if (typeof value !== 'string') return String(value ?? '…');
  if (name === 'issuer' && value.startsWith('did:web:')) return decodeURIComponent(value.split(':')[2] ?? value);
  const isDate = /^\d{4}-\d\d-\d\dT/.test(value);
  return isDate ? new Intl.DateTimeFormat('en', { dateStyle: 'long' }).format(new Date(value)) : value;
}
