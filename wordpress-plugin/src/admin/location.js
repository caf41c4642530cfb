import { useEffect, useState } from '@wordpress/element';
import { start } from './start.js';

const CHANGED = 'coop-credentials-location';

const read = () => {
  const { view = '', ...query } = Object.fromEntries(new URL(window.location.href).searchParams);
  return { view, query };
};

/** The address of a view, to be kept, shared and opened in a new tab. */
export function addressOf(view, query = {}) {
  const url = new URL(start.page);
  for (const [name, value] of Object.entries({ view, ...query })) {
    if (value) {
      url.searchParams.set(name, value);
    }
  }
  return url.href;
}

/** Goes to a view without loading the page anew. */
export function go(view, query) {
  window.history.pushState({}, '', addressOf(view, query));
  window.dispatchEvent(new Event(CHANGED));
}

/** The view that the address names, with what else it says. */
export function useLocation() {
  const [location, setLocation] = useState(read);
  useEffect(() => {
    const look = () => setLocation(read());
    window.addEventListener('popstate', look);
    window.addEventListener(CHANGED, look);
    return () => {
      window.removeEventListener('popstate', look);
      window.removeEventListener(CHANGED, look);
    };
  }, []);
  return location;
}

/** A link within the page that is a link everywhere else too. */
export function ViewLink({ view, query, children, ...attributes }) {
  const follow = (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    go(view, query);
  };
  return (
    <a {...attributes} href={addressOf(view, query)} onClick={follow}>
      {children}
    </a>
  );
}
