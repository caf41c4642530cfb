import english from '../../messages/en.json' with { type: 'json' };
import { kindOf } from './problem-kinds.ts';
import type { Refusal } from './presentation-request.ts';

/** Every sentence that the element itself says. */
export type Words = typeof english.element;

/** What is wrong and what to do next. */
export interface ProblemWords {
  readonly what: string;
  readonly next: string;
}

type Some<T> = { readonly [K in keyof T]?: T[K] extends string ? string : Some<T[K]> };

/** A translation as a host gives it: the shape of `messages/en.json`, each part optional. */
export interface Messages {
  readonly element?: Some<Words>;
  readonly problems?: Readonly<Record<string, Partial<ProblemWords>>>;
}

export interface Catalogue {
  readonly words: Words;
  readonly problems: Readonly<Record<string, Partial<ProblemWords>>>;
}

/** English, with every sentence replaced that the host has a translation for. */
export function catalogue(messages: Messages = {}): Catalogue {
  return {
    words: merged(english.element, messages.element) as Words,
    problems: merged(english.problems, messages.problems) as Catalogue['problems'],
  };
}

function merged(base: unknown, over: unknown): unknown {
  if (typeof base !== 'object' || base === null) return typeof over === typeof base ? over : base;
  const given = (typeof over === 'object' && over !== null ? over : {}) as Record<string, unknown>;
  const own = Object.entries(base).map(([key, value]) => [key, merged(value, given[key])]);
  return { ...given, ...Object.fromEntries(own) };
}

/** A sentence with its `{names}` filled; one without a value stays as it is, for a test to see. */
export function fill(sentence: string, values: Readonly<Record<string, string | number | undefined>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

const placeholder = /\{\w+\}/;

/**
 * The two sentences for a refusal. Where its details are missing, the sentence that needs none is taken;
 * where the code is the site's own fault, one that helps a member; where it is unknown, a general one.
 * @param show how a parameter is shown: a date in the page's language, an issuer by its domain
 */
export function problemWords(
  { words, problems }: Catalogue,
  { code, params }: Refusal,
  show: (name: string, value: string | number) => string | undefined,
): ProblemWords {
  const own: Readonly<Record<string, Partial<ProblemWords>>> = words.problems;
  const plain: Readonly<Record<string, Partial<ProblemWords>>> = words.withoutDetails;
  const general = kindOf(code) === 'siteFault' ? words.problems.site_fault : words.problems.unknown;
  const chosen = kindOf(code) === 'siteFault' ? general : { ...general, ...own[code], ...problems[code] };
  const values = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, show(name, value)]));
  const sentence = (part: 'what' | 'next'): string => {
    const filled = fill(chosen[part], values);
    return placeholder.test(filled) ? (plain[code]?.[part] ?? general[part]) : filled;
  };
  return { what: sentence('what'), next: sentence('next') };
}

/**
 * The domain of an issuer, from a domain, a URL or a `did:web`; `undefined` for anything else.
 * A name that only a credential claims is never shown (UX.md).
 */
export function issuerDomain(issuer: string | number): string | undefined {
  const text = String(issuer);
  const host =
    /^did:web:([^:]+)/.exec(text)?.[1]?.replace(/%3A/i, ':') ?? /^https?:\/\/([^/?#]+)/.exec(text)?.[1] ?? text;
  return /^([a-z0-9-]+\.)*[a-z0-9-]+(:\d+)?$/i.test(host) ? host : undefined;
}

/**
 * The website of an issuer that the service named, by its `did:web`: on this machine itself without TLS.
 * @returns `undefined` for anything that is no `did:web`
 */
export function issuerWebsite(issuer: string | number | undefined): string | undefined {
  const host = /^did:web:/.test(String(issuer)) ? issuerDomain(String(issuer)) : undefined;
  return host && `http${/^localhost:\d+$/i.test(host) ? '' : 's'}://${host}/`;
}
