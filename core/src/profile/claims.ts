import { type CoopType, type MembershipClass } from './terms.ts';

/** A co-op, or another organisation, as a claim names it. */
export interface Organization {
  /** A DID. */
  readonly id: string;
  readonly name: string;
  readonly url?: string;
}

/** Claims of a `CoopMembershipCredential` (profile version 1). */
export interface MembershipClaims {
  readonly memberOf: Organization;
  readonly membershipClass: MembershipClass;
  readonly coopType?: CoopType;
  /** A year, four digits. */
  readonly memberSince?: string;
  /** Random, meaningless, the same over renewals and new wallets. Every verifier sees it in these formats. */
  readonly membershipId?: string;
}

/** Claims of a `CoopTicketCredential`. */
export interface TicketClaims {
  readonly event: {
    readonly id?: string;
    readonly name: string;
    readonly startDate?: string;
    readonly endDate?: string;
    readonly url?: string;
  };
  readonly ticketNumber: string;
  /** How many people it lets in; one where absent. */
  readonly admits?: number;
}

/** Claims of a `CoopReceiptCredential`. */
export interface ReceiptClaims {
  readonly seller: Organization;
  readonly orderNumber: string;
  readonly orderDate: string;
  /** A decimal, such as `12.50`. */
  readonly totalPrice?: string;
  /** ISO 4217, such as `EUR`. */
  readonly priceCurrency?: string;
}

/** Claims of a `CoopAttestationCredential`: one attribute, checked by whom, how, when. */
export interface AttestationClaims {
  readonly attribute: string;
  readonly attributeValue: string | number | boolean;
  readonly checkedBy: Organization;
  readonly checkMethod: string;
  readonly checkedAt: string;
}

export interface ClaimsByType {
  readonly CoopMembershipCredential: MembershipClaims;
  readonly CoopTicketCredential: TicketClaims;
  readonly CoopReceiptCredential: ReceiptClaims;
  readonly CoopAttestationCredential: AttestationClaims;
}
