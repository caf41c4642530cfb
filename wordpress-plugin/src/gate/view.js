/**
 * Once the wallet has let somebody in, fetches this very page again, now with its cookie, and puts the
 * opened gates where the locked ones were: nothing half-written elsewhere on the page is lost.
 */
const GATE = '[data-coop-gate]';
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

async function fetchPage() {
  const response = await fetch(freshAddress(), { cache: 'no-store' });
  if (!response.ok) {
    throw new Error(`The page answered ${response.status}`);
  }
  return new DOMParser().parseFromString(await response.text(), 'text/html');
}

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

/** Replaces every gate that is in another state on the new page; gives back the first. */
function swap(newGates) {
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

async function refresh(event) {
  const asked = event.target.closest(GATE);
  if (!asked) {
    return;
  }
  event.preventDefault(); // Focus is ours: the element goes with the gate that it stands in.
  const wanted = event.type === 'coop-credential-accepted' ? 'is-open' : 'is-locked';
  const page = await fetchPage().catch(() => null);
  const newGates = page ? outermostGates(page) : [];
  const isAsWanted = newGates.some((gate) =>
    [gate, ...gate.querySelectorAll(GATE)].some(
      ({ dataset, classList }) => dataset.coopGate === asked.dataset.coopGate && classList.contains(wanted),
    ),
  );

  if ((!isAsWanted || needsItsScripts(page, newGates)) && !isHalfWritten()) {
    load(asked, wanted, () => window.location.reload());
    return;
  }
  if (!isAsWanted) {
    sayStuck(asked);
    return;
  }
  const mayFocus = mayMoveFocus();
  adoptStyles(page);
  const first = swap(newGates);
  if (mayFocus) {
    first?.focus();
  }
}

document.addEventListener('coop-credential-accepted', refresh);
document.addEventListener('coop-credential-forgotten', refresh);

function afterLoading() {
  const address = new URL(window.location.href);
  if (address.searchParams.has(FRESH)) {
    address.searchParams.delete(FRESH);
    window.history.replaceState(window.history.state, '', address);
  }
  const kept = window.sessionStorage.getItem(AFTER_LOADING);
  window.sessionStorage.removeItem(AFTER_LOADING);
  const [policy, wanted] = kept ? JSON.parse(kept) : [];
  const gate = policy && document.querySelector(`[data-coop-gate="${CSS.escape(policy)}"]`);
  if (gate && wanted === 'is-open' && !gate.classList.contains(wanted)) {
    sayStuck(gate);
  } else if (gate) {
    gate.focus();
  }
}

try {
  afterLoading();
} catch {
  // Storage is switched off: nothing was kept.
}
