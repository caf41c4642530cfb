import { type CredentialType } from '../terms.ts';
import { attestationSchema } from './attestation.ts';
import { membershipSchema } from './membership.ts';
import { receiptSchema } from './receipt.ts';
import { type JsonSchema } from './shared.ts';
import { ticketSchema } from './ticket.ts';

export type { JsonSchema };

/** The JSON Schema of each credential type of the profile. */
export const credentialSchemas: Readonly<Record<CredentialType, JsonSchema>> = {
  CoopMembershipCredential: membershipSchema,
  CoopTicketCredential: ticketSchema,
  CoopReceiptCredential: receiptSchema,
  CoopAttestationCredential: attestationSchema,
};
