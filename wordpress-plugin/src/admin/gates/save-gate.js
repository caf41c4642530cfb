import { __, sprintf } from '@wordpress/i18n';
import { gatePath, send } from '../api.js';
import { coopsOf, isPlain, shortName, toSend, welcomesAnybody } from './gate-form.ts';

/** What visitors and their wallets read as the purpose: as it was written, else made of the name. */
export function withPurpose({ name, document }) {
  if (document.purpose?.trim()) {
    return document;
  }
  const purpose = sprintf(
    /* translators: %s: what is behind a gate, such as Members’ lounge. */ __('Open “%s”', 'coop-credentials'),
    name.trim(),
  );
  return { ...document, purpose: name.trim() === '' ? '' : purpose };
}

/** What a form that was only begun still lacks, in the words of the form; empty where the service can say the rest. */
export function lackOf({ name, document }) {
  return [
    name.trim() === '' && __('Give it a name: what is behind the gate.', 'coop-credentials'),
    isPlain(document) &&
      !welcomesAnybody(document) &&
      __('Add a co-op whose members you welcome, or choose a federation.', 'coop-credentials'),
    isPlain(document) &&
      coopsOf(document).some((coop) => coop.name.trim() === '') &&
      __('Give every co-op a name.', 'coop-credentials'),
  ].filter(Boolean);
}

/** How many short names to try: the service may keep rules that this site has no gate for any more. */
const MOST_TRIES = 10;

/**
 * Stores a gate: a new one under a short name made of its name, one that is there only over the version that was
 * looked at. Gives back the gate as it is stored.
 */
export async function saveGate(form, taken) {
  const gate = { name: form.name.trim(), teaser: form.teaser.trim(), document: toSend(withPurpose(form)) };
  if (form.policy !== '') {
    return send('PUT', gatePath(form.policy), { ...gate, version: form.version });
  }
  const names = [...taken];
  for (;;) {
    const policy = shortName(gate.name, names);
    try {
      return await send('POST', '/admin/gates', { policy, ...gate });
    } catch (error) {
      if (error?.code !== 'gate_exists' || names.push(policy) - taken.length >= MOST_TRIES) {
        throw error;
      }
    }
  }
}
