import { tickSteps } from '../../web/tour-cookie.ts';
import { watchDoor } from './watch-door.ts';

/**
 * Brings a page up to date in place, without a reload: nothing a visitor typed is lost, and focus stays.
 * Everything shown comes from the server, which knows what is open; this only asks it again.
 */
async function refresh(regions: Iterable<Element>, from: Promise<Response>): Promise<void> {
  const response = await from;
  if (!response.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const region of regions) {
    const focused = region.contains(document.activeElement) ? document.activeElement?.id : undefined;
    region.replaceChildren(...(fresh.getElementById(region.id)?.childNodes ?? []));
    if (focused) document.getElementById(focused)?.focus();
  }
}

const gateOf = (event: Event) => (event.target as Element).getAttribute('start-url')?.split('/').at(-2);
/** What on the page depends on the gate that the event is about, and how far the visitor has come. */
const followers = (event: Event) => document.querySelectorAll(`[data-follows~="${gateOf(event)}"], #tour`);

for (const door of document.querySelectorAll<HTMLElement>('coop-credential-request')) {
  watchDoor(door, door.getAttribute('start-url')!.replace(/\/start$/, ''));
}

document.addEventListener('coop-credential-accepted', (event) => {
  tickSteps('show', gateOf(event) === 'members-lounge' ? 'lounge' : 'shop');
  const regions = followers(event);
  void refresh(regions, fetch(location.pathname)).then(() =>
    [...regions]
      .find((region) => region.querySelector('[data-focus]'))
      ?.querySelector<HTMLElement>('[data-focus]')
      ?.focus(),
  );
});

document.addEventListener('coop-credential-state', (event) => {
  const { state } = (event as CustomEvent<{ state?: string }>).detail;
  if (state === 'locked' || state === 'refused') {
    void refresh(followers(event), fetch(location.pathname));
  }
});

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  const region = document.getElementById(form.dataset.replaces ?? '');
  const { submitter } = event;
  if (!region) return;
  event.preventDefault();
  if (submitter?.getAttribute('aria-disabled') === 'true') return;
  submitter?.setAttribute('aria-disabled', 'true');
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form, submitter)) body.set(name, String(value));
  void refresh([region], fetch(form.action, { method: 'POST', body })).finally(() =>
    submitter?.removeAttribute('aria-disabled'),
  );
});
