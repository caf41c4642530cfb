const loopbackNames: ReadonlySet<string> = new Set(['localhost', '::1', '[::1]']);

/** A host name or address that only this machine can reach. */
export function isLoopbackHost(host: string): boolean {
  return loopbackNames.has(host) || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host) || host.endsWith('.localhost');
}

export function isLoopbackUrl(url: string): boolean {
  const parsed = readUrl(url);
  return parsed !== undefined && isLoopbackHost(parsed.hostname);
}

export function readUrl(url: string): URL | undefined {
  return URL.parse(url) ?? undefined;
}

/** The host of a `Host` header, without its port. */
export function hostOf(header: string): string {
  return header.replace(/:\d+$/, '').toLowerCase();
}
