/**
 * Once the wallet has let somebody in, fetches this very page again, now with its cookie, and puts the
 * opened gates where the locked ones were: nothing half-written elsewhere on the page is lost.
 */
const GATE = '[data-coop-gate]';
const KEPT_FOCUS = 'coop-credentials-opened';

const outermostGates = (root) => [...root.querySelectorAll(GATE)].filter((gate) => !gate.parentElement.closest(GATE));

/** The same page, past any cache that goes by the address. */
async function fetchPage() {
  const address = new URL(window.location.href);
  address.hash = '';
  address.searchParams.set('coop-opened', Date.now().toString(36));
  const response = await fetch(address, { cache: 'no-store' });
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

async function refresh(event) {
  const asked = event.target.closest(GATE);
  if (!asked) {
    return;
  }
  event.preventDefault(); // Focus is ours: the element goes with the gate that it stands in.
  const page = await fetchPage();
  const newGates = outermostGates(page);

  if (needsItsScripts(page, newGates) && !isHalfWritten()) {
    window.sessionStorage.setItem(KEPT_FOCUS, asked.dataset.coopGate);
    window.location.reload();
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

const gateToFocus = window.sessionStorage.getItem(KEPT_FOCUS);
if (gateToFocus) {
  window.sessionStorage.removeItem(KEPT_FOCUS);
  document.querySelector(`[data-coop-gate="${CSS.escape(gateToFocus)}"]`)?.focus();
}
