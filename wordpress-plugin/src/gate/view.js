/**
 * Once the wallet has let somebody in, fetches this very page again, now with its cookie, and puts the
 * opened gates where the locked ones were: nothing half-written elsewhere on the page is lost.
 *
 * A host may have a cache that gives everybody the locked page, whatever WordPress says. No cache answers or keeps
 * a POST: what a GET does not bring, the same page brings by POST.
 */
import { hintOf, setHint } from './hints.js';

const GATE = '[data-coop-gate]';
const WHOLE = '[data-coop-whole]';
const AFTER_LOADING = 'coop-credentials-opened';
const FRESH = 'coop-opened';

const outermostGates = (root) => [...root.querySelectorAll(GATE)].filter((gate) => !gate.parentElement.closest(GATE));

/** The address of this page, past any cache that goes by it. */
function freshAddress() {
  const address = new URL(window.location.href);
  address.hash = '';
  address.searchParams.set(FRESH, Date.now().toString(36));
  return address;
}

async function fetchPage(address, options) {
  const response = await fetch(address, { cache: 'no-store', ...options });
  if (!response.ok) {
    throw new Error(`The page answered ${response.status}`);
  }
  return new DOMParser().parseFromString(await response.text(), 'text/html');
}

const byGet = () => fetchPage(freshAddress()).catch(() => null);
const byPost = () =>
  fetchPage(window.location.href.split('#', 1)[0], {
    method: 'POST',
    body: new URLSearchParams({ coop_credentials: 'open' }),
  }).catch(() => null);

/** Whether a page has that gate in that state. */
const shows = (page, policy, state) =>
  page !== null &&
  [...page.querySelectorAll(GATE)].some(({ dataset, classList }) => dataset.coopGate === policy && classList.contains(state));

/** Scripts that are put into a page do not run, and modules need the page's import map: then it must load anew. */
const needsItsScripts = (page, gates) =>
  gates.some((gate) => gate.querySelector('script, [data-wp-interactive]')) ||
  [...page.querySelectorAll('script[src]')].some(
    ({ src }) => ![...document.scripts].some((script) => script.src === src),
  );

const isHalfWritten = () =>
  [...document.querySelectorAll('textarea, input:not([type=hidden])')].some(
    (field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked,
  );

/** Somebody who writes elsewhere on the page keeps the focus. */
const mayMoveFocus = () => {
  const { activeElement, body } = document;
  return activeElement === null || activeElement === body || activeElement.closest(GATE) !== null;
};

function adoptStyles(page) {
  for (const style of page.querySelectorAll('style[id], link[rel=stylesheet][id]')) {
    const known = document.getElementById(style.id);
    if (!known) {
      document.head.append(document.importNode(style, true));
    } else if (known.textContent !== style.textContent) {
      known.textContent = style.textContent;
    }
  }
}

/** A whole post has no gate around it once it is open: what its gate stood in takes what the other page has there. */
function swapWhole(page) {
  const locked = document.querySelector(`${WHOLE}.is-locked`);
  const opened = page.querySelector(`${WHOLE}.is-open`);
  if (!locked || !opened) {
    return undefined;
  }
  const copies = [...opened.parentElement.childNodes].map((node) => document.importNode(node, true));
  locked.parentElement.replaceChildren(...copies);
  return document.querySelector(`${WHOLE}.is-open`);
}

/** Replaces every gate that is in another state on the new page; gives back the first. */
function swap(page) {
  const newGates = outermostGates(page);
  const whole = swapWhole(page);
  if (whole) {
    return whole;
  }
  const replaced = outermostGates(document).flatMap((gate, index) => {
    const other = newGates[index];
    if (other?.dataset.coopGate !== gate.dataset.coopGate || other.className === gate.className) {
      return [];
    }
    const copy = document.importNode(other, true);
    gate.replaceWith(copy);
    return [copy];
  });
  return replaced[0];
}

/** Loads the page anew, which then looks whether the gate came as it should. */
function load(gate, wanted, go) {
  try {
    window.sessionStorage.setItem(AFTER_LOADING, JSON.stringify([gate.dataset.coopGate, wanted]));
  } catch {
    // Storage is switched off: the page loads all the same.
  }
  go();
}

/** The visitor is in, and still the page comes locked, from some cache: says so, with a way on. */
function sayStuck(gate) {
  const notice = gate.querySelector('[data-coop-stuck]');
  if (!notice) {
    return;
  }
  const button = notice.querySelector('button');
  button.addEventListener('click', () => load(gate, 'is-open', () => window.location.assign(freshAddress())));
  notice.hidden = false;
  if (mayMoveFocus()) {
    button.focus();
  }
}

function swapIn(page) {
  const mayFocus = mayMoveFocus();
  adoptStyles(page);
  const first = swap(page);
  if (mayFocus) {
    first?.focus();
  }
}

async function refresh(event) {
  const asked = event.target.closest(GATE);
  if (!asked) {
    return;
  }
  event.preventDefault(); // Focus is ours: the element goes with the gate that it stands in.
  const policy = asked.dataset.coopGate;
  const wanted = event.type === 'coop-credential-accepted' ? 'is-open' : 'is-locked';
  setHint(policy, wanted === 'is-open' ? event.detail?.until : undefined);

  if (asked.matches(WHOLE) && !isHalfWritten()) {
    load(asked, wanted, () => window.location.reload()); // With its comments, and whatever else WordPress kept back.
    return;
  }
  const page = await byGet();
  if (shows(page, policy, wanted)) {
    if (needsItsScripts(page, outermostGates(page)) && !isHalfWritten()) {
      load(asked, wanted, () => window.location.reload());
    } else {
      swapIn(page);
    }
    return;
  }
  const other = await byPost();
  if (shows(other, policy, wanted)) {
    swapIn(other);
  } else if (isHalfWritten()) {
    sayStuck(asked);
  } else {
    load(asked, wanted, () => window.location.reload());
  }
}

document.addEventListener('coop-credential-accepted', refresh);
document.addEventListener('coop-credential-forgotten', refresh);

/** A gate that should be open, and came locked: asks past every cache. */
async function openLate(gate, { isExpected }) {
  const policy = gate.dataset.coopGate;
  const page = await byPost();
  if (shows(page, policy, 'is-open')) {
    swapIn(page);
  } else if (isExpected) {
    sayStuck(gate);
  } else {
    setHint(policy, undefined);
  }
}

function takeAfterLoading() {
  try {
    const kept = window.sessionStorage.getItem(AFTER_LOADING);
    window.sessionStorage.removeItem(AFTER_LOADING);
    return kept ? JSON.parse(kept) : [];
  } catch {
    return []; // Storage is switched off: nothing was kept.
  }
}

function afterLoading() {
  const address = new URL(window.location.href);
  if (address.searchParams.has(FRESH)) {
    address.searchParams.delete(FRESH);
    window.history.replaceState(window.history.state, '', address);
  }
  const [policy, wanted] = takeAfterLoading();
  const gate = policy && document.querySelector(`[data-coop-gate="${CSS.escape(policy)}"]`);
  if (gate && (wanted !== 'is-open' || gate.classList.contains(wanted))) {
    gate.focus();
    return;
  }
  const late = gate || [...document.querySelectorAll(`${GATE}.is-locked`)].find(({ dataset }) => hintOf(dataset.coopGate));
  if (late) {
    openLate(late, { isExpected: late === gate });
  }
}

afterLoading();
