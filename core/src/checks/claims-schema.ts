import * as v from 'valibot';
import { coopTypes, membershipClasses, type CredentialType } from '../profile/terms.ts';

/** Texts of a stranger's making: short, and without the marks that turn a line around. */
const Text = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.maxLength(300),
  v.regex(/^[^\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]*$/u),
);
const Did = v.pipe(v.string(), v.maxLength(2_048), v.regex(/^did:[a-z0-9]+:\S+$/));
const WebUrl = v.pipe(v.string(), v.maxLength(2_048), v.regex(/^https?:\/\//), v.url());
const DateTime = v.pipe(v.string(), v.maxLength(40), v.regex(/^\d{4}-\d{2}-\d{2}/));
const ofType = (name: string) => v.union([v.literal(name), v.pipe(v.array(v.string()), v.includes(name))]);

const Organization = v.looseObject({
  id: Did,
  type: ofType('Organization'),
  name: Text,
  url: v.optional(WebUrl),
});

/**
 * What the subject of each credential type of the profile must say. Claims that the profile does not know
 * are let through unread. The JSON Schemas for issuers say the same; a test holds them together.
 */
export const claimsSchemas = {
  CoopMembershipCredential: v.looseObject({
    memberOf: Organization,
    membershipClass: v.picklist(membershipClasses),
    coopType: v.optional(v.picklist(coopTypes)),
    memberSince: v.optional(v.pipe(v.string(), v.regex(/^\d{4}$/))),
    membershipId: v.optional(Text),
  }),
  CoopTicketCredential: v.looseObject({
    event: v.looseObject({
      id: v.optional(v.string()),
      name: Text,
      startDate: v.optional(DateTime),
      endDate: v.optional(DateTime),
      url: v.optional(WebUrl),
    }),
    ticketNumber: Text,
    admits: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  }),
  CoopReceiptCredential: v.looseObject({
    seller: Organization,
    orderNumber: Text,
    orderDate: DateTime,
    totalPrice: v.optional(v.union([Text, v.number()])),
    priceCurrency: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))),
  }),
  CoopAttestationCredential: v.looseObject({
    attribute: Text,
    attributeValue: v.union([Text, v.number(), v.boolean()]),
    checkedBy: Organization,
    checkMethod: Text,
    checkedAt: DateTime,
  }),
} as const satisfies Record<CredentialType, v.GenericSchema>;
