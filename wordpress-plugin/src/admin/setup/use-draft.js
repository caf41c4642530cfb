import { useEffect, useState } from '@wordpress/element';
import { isPlain, newDocument, welcomesAnybody } from '../gates/gate-form.ts';

const KEPT = 'coop-credentials-draft';

const empty = { policy: '', name: '', teaser: '', document: newDocument };

function kept() {
  try {
    const draft = JSON.parse(window.sessionStorage.getItem(KEPT));
    return typeof draft?.name === 'string' && isPlain(draft.document) ? { ...empty, ...draft, policy: '' } : empty;
  } catch {
    return empty;
  }
}

/** Whether a gate is being made: something of it was filled in. */
export const hasDraft = () => {
  const { name, document } = kept();
  return name !== '' || welcomesAnybody(document);
};

/** The gate that is being made: it survives leaving the page, until there is a gate. */
export function useDraft(gate) {
  const [draft, setDraft] = useState(() => (gate && isPlain(gate.document) ? gate : kept()));
  useEffect(() => {
    try {
      if (gate) {
        window.sessionStorage.removeItem(KEPT);
      } else {
        window.sessionStorage.setItem(KEPT, JSON.stringify(draft));
      }
    } catch {
      // Storage is switched off: leaving the page loses it.
    }
  }, [draft, gate]);
  return [draft, setDraft];
}
