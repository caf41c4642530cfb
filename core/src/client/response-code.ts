/** The element that opened the request was the one with this `start-url`. Nothing secret. */
const rememberedAs = 'coop-credential-request';

/**
 * Takes the wallet's `#response_code=…` out of the address at once: it must not be copied, bookmarked
 * or sent as part of a link. The rest of the fragment stays.
 */
export function takeResponseCode(location: Location, history: History): string | undefined {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const code = fragment.get('response_code');
  if (code === null) return undefined;
  const rest = location.hash
    .slice(1)
    .split('&')
    .filter((part) => !part.startsWith('response_code='))
    .join('&');
  history.replaceState(history.state, '', location.pathname + location.search + (rest && `#${rest}`));
  return code === '' || code.length > 512 ? undefined : code;
}

/** Remembers, for the tab that the wallet may open, which element asked. */
export function rememberStart(startUrl: string): void {
  try {
    localStorage.setItem(rememberedAs, startUrl);
  } catch {
    // Storage is switched off: the first element on the page takes the answer.
  }
}

/** Of several elements on one page, the one that asked; else the first. */
export function whoAsked<T extends Element>(elements: readonly T[]): T | undefined {
  let remembered: string | null = null;
  try {
    remembered = localStorage.getItem(rememberedAs);
  } catch {
    // As above.
  }
  return elements.find((element) => element.getAttribute('start-url') === remembered) ?? elements[0];
}
