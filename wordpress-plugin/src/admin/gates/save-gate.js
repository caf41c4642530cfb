import { __, sprintf } from '@wordpress/i18n';
import { gatePath, send } from '../api.js';
import { shortName, toSend } from './gate-form.ts';

/** What visitors and their wallets read as the purpose: as it was written, else made of the name. */
export function withPurpose({ name, document }) {
  if (document.purpose?.trim()) {
    return document;
  }
  const purpose = sprintf(
    /* translators: %s: what is behind a gate, such as “the members’ lounge”. */ __('Open %s', 'coop-credentials'),
    name.trim(),
  );
  return { ...document, purpose: name.trim() === '' ? '' : purpose };
}

/** Stores a gate: a new one under a short name made of its name. Gives back the gate as it is stored. */
export function saveGate(form, taken) {
  const gate = { name: form.name.trim(), teaser: form.teaser.trim(), document: toSend(withPurpose(form)) };
  return form.policy === ''
    ? send('POST', '/admin/gates', { policy: shortName(gate.name, taken), ...gate })
    : send('PUT', gatePath(form.policy), gate);
}
