import type { Grant, PresentationRequest, Refusal, Status, WalletLinks, WebWallet } from './presentation-request.ts';

type Json = Readonly<Record<string, unknown>>;

const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const texts = (value: unknown): string[] => list(value).flatMap((item) => text(item) ?? []);

/** JSON out of an attribute; `undefined` when there is none or it is broken. */
export function json(attribute: string | null): unknown {
  try {
    return attribute ? JSON.parse(attribute) : undefined;
  } catch {
    return undefined;
  }
}

/** A link to a wallet app: any scheme of an app, none that a browser would run as a script. */
export function appLink(value: unknown): string | undefined {
  const link = text(value);
  if (!link || !URL.canParse(link)) return undefined;
  return /^(javascript|data|vbscript|blob|file):/.test(new URL(link).protocol) ? undefined : link;
}

/** A link to a page. */
export function webLink(value: unknown): string | undefined {
  const link = text(value);
  return link && URL.canParse(link) && /^https?:$/.test(new URL(link).protocol) ? link : undefined;
}

/** The time a host or the service wrote in ISO 8601, by this device's clock. */
export function time(value: unknown, skew = 0): number | undefined {
  const at = Date.parse(text(value) ?? '');
  return Number.isNaN(at) ? undefined : at - skew;
}

/**
 * The answer to `start-url`; `undefined` when it is not one.
 * @param skew how far the server's clock is ahead of this device's, in milliseconds
 */
export function parseRequest(body: unknown, skew = 0): PresentationRequest | undefined {
  const { links, expiresAt, browser, ask } = object(body);
  const walletLinks = parseLinks(object(links));
  const statusUrl = webLink(object(browser).statusUrl);
  const ends = time(expiresAt, skew);
  if (!walletLinks || !statusUrl || ends === undefined) return undefined;
  const { site, purpose, claims, grantFor, issuers } = object(ask);
  return {
    links: walletLinks,
    expiresAt: ends,
    statusUrl,
    ask: {
      site: text(site),
      purpose: text(purpose),
      claims: texts(claims),
      grantFor: text(grantFor),
      issuers: texts(list(issuers).map((issuer) => object(issuer).name)),
    },
  };
}

function parseLinks({ sameDevice, crossDevice }: Json): WalletLinks | undefined {
  const app = appLink(object(sameDevice).app);
  if (!app) return undefined;
  const web = list(object(sameDevice).web).flatMap((entry): WebWallet[] => {
    const { name, url } = object(entry);
    const link = webLink(url);
    return link ? [{ name: text(name) ?? new URL(link).host, url: link }] : [];
  });
  const other = object(crossDevice);
  const crossApp = appLink(other.app);
  return {
    sameDevice: { app, web },
    ...(crossApp && {
      crossDevice: { app: crossApp, matchCode: text(other.matchCode), interaction: webLink(other.interaction) },
    }),
  };
}

/** What was opened: from `collect-url` or the attribute `grant`. */
export function parseGrant(body: unknown): Grant {
  const { until, reason, opened } = object(body);
  const what = object(opened);
  return {
    until: text(until),
    reason: text(reason),
    opened: { title: text(what.title), label: text(what.label) },
    answer: body,
  };
}

/** What `collect-url` answers, and whoever knows it already: let in, or a refusal; `undefined` when it is neither. */
export function parseResult(body: unknown): Grant | Refusal | undefined {
  const { state, problem } = object(body);
  if (state === 'accepted') return parseGrant(body);
  return state === 'rejected' ? parseRefusal(problem) : undefined;
}

/** A problem (RFC 9457 with `code`), with the parameters beside it or under `params`. */
export function parseRefusal(body: unknown): Refusal | undefined {
  const problem = object(body);
  const code = text(problem.code);
  if (!code) return undefined;
  const given = Object.entries({ ...problem, ...object(problem.params) });
  const params = given.filter((entry): entry is [string, string | number] => /^(string|number)$/.test(typeof entry[1]));
  return { code, params: Object.fromEntries(params) };
}

const states: readonly unknown[] = ['open', 'answered', 'accepted', 'rejected', 'declined', 'expired', 'cancelled'];

/** What the browser channel says. */
export function parseStatus(body: unknown, skew = 0): Status | undefined {
  const { state, expiresAt, problem } = object(body);
  if (!states.includes(state)) return undefined;
  return { state: state as Status['state'], expiresAt: time(expiresAt, skew), code: text(object(problem).code) };
}
