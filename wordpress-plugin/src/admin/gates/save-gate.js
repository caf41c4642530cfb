import { __, sprintf } from '@wordpress/i18n';
import { gatePath, send } from '../api.js';
import { shortName, toSend } from './gate-form.ts';

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
