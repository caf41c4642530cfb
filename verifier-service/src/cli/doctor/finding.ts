import type { CertificateFault } from '../../certificate/certificate.ts';

/** What can be wrong with an installation, in words that scripts may rely on: added to, never renamed. */
export type FaultCode =
  | 'node_too_old'
  | 'sqlite_too_old'
  | 'configuration_invalid'
  | 'state_folder_invalid'
  | 'state_folder_unwritable'
  | 'state_folder_open'
  | 'disk_full'
  | 'disk_read_only'
  | 'database_unusable'
  | 'database_unreachable'
  | 'database_not_durable'
  | 'database_too_new'
  | 'database_behind'
  | 'database_moved'
  | 'move_unfinished'
  | 'secret_key_missing'
  | 'secret_key_open'
  | 'secret_key_wrong'
  | 'secret_key_invalid'
  | CertificateFault
  | 'certificate_ending'
  | 'clock_wrong'
  | 'list_unknown'
  | 'list_unavailable'
  | 'list_invalid'
  | 'root_not_valid_now'
  | 'key_not_pinned'
  | 'issuer_unreachable'
  | 'public_url_unreachable'
  | 'public_url_of_another'
  | 'public_url_differs';

/** What one look found; a fault always has its code and its cure. */
export interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly message: string;
  readonly code?: FaultCode;
  readonly cure?: string;
}

export const fine = (check: string, message: string): Finding => ({ check, ok: true, message });
export const fault = (code: FaultCode, check: string, message: string, cure: string): Finding => ({
  check,
  ok: false,
  code,
  message,
  cure,
});
