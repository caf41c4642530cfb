import type { AskedHandle } from '../requests/presentation-request.ts';

/**
 * The name a wallet shows. Where another device was asked from, the code that the asking page shows too,
 * so that a person notices a request that somebody else started.
 */
export function shownName({ site, handle, request }: Pick<AskedHandle, 'site' | 'handle' | 'request'>): string {
  const { matchCode } = request;
  return handle.flow === 'cross-device' && matchCode ? `${site.name} · ${matchCode}` : site.name;
}
