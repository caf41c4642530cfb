import apiFetch from '@wordpress/api-fetch';
import { useEffect, useState } from '@wordpress/element';

let asked;

/** The gates of this site, for pickers: asked for once a page; undefined until they are there, null where they cannot be had. */
export function useGates() {
  const [gates, setGates] = useState();
  useEffect(() => {
    let isOver = false;
    asked ??= apiFetch({ path: '/coop-credentials/v1/gates' });
    asked.then(
      (found) => isOver || setGates(Array.isArray(found) ? found : (found?.gates ?? null)),
      () => {
        asked = undefined;
        isOver || setGates(null);
      },
    );
    return () => {
      isOver = true;
    };
  }, []);
  return gates;
}
