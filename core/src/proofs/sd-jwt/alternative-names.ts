/** A name that a certificate gives its subject (RFC 5280 §4.2.1.6). */
export interface AlternativeName {
  readonly type: string;
  readonly name: string;
}

/** One name as Node prints it: in quotes, as JSON, where a comma or the like could be taken for its end. */
const NAME = /(?:^|, )([A-Za-z ]+):("(?:[^"\\]|\\.)*"|[^,"]*)(?=, |$)/y;

/** The names of a `subjectAltName` as Node prints it; none where it is anything but such names. */
export function alternativeNames(subjectAltName: string | undefined): readonly AlternativeName[] {
  if (!subjectAltName) return [];
  const names: AlternativeName[] = [];
  NAME.lastIndex = 0;
  let end = 0;
  for (let match = NAME.exec(subjectAltName); match; match = NAME.exec(subjectAltName)) {
    const [, type, name] = match as unknown as readonly [string, string, string];
    names.push({ type, name: name.startsWith('"') ? (JSON.parse(name) as string) : name });
    end = NAME.lastIndex;
  }
  return end === subjectAltName.length ? names : [{ type: 'unreadable', name: '' }];
}

/**
 * Whether a certificate is of that issuer: by the very URI; by the host of an https address, or of a `dns:` URI
 * (SD-JWT VC, draft 02, §3.5; later drafts leave it to whoever pins the root).
 */
export function namesIssuer(names: readonly AlternativeName[], issuer: string): boolean {
  if (names.some(({ type, name }) => type === 'URI' && name === issuer)) return true;
  const host = hostOf(issuer);
  return names.some(({ type, name }) => type === 'DNS' && name.toLowerCase() === host);
}

function hostOf(issuer: string): string | undefined {
  if (issuer.startsWith('dns:')) return issuer.slice('dns:'.length).toLowerCase();
  if (!issuer.startsWith('https://') || !URL.canParse(issuer)) return undefined;
  const { hostname, port, username, password } = new URL(issuer);
  return port || username || password ? undefined : hostname;
}

/** Whom a certificate is of where it has one name alone: its URI, else its host. */
export function soleIssuer(names: readonly AlternativeName[]): string | undefined {
  for (const kind of ['URI', 'DNS']) {
    const [name, ...others] = names.filter(({ type }) => type === kind);
    if (name) return others.length > 0 ? undefined : kind === 'URI' ? name.name : `dns:${name.name}`;
  }
  return undefined;
}
