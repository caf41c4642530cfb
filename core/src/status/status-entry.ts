/** Where an issuer says whether a credential still holds: one place of one list. Never told to a site, never logged. */
export interface StatusEntry {
  readonly type: StatusEntryType;
  /** The list's address. */
  readonly list: string;
  readonly index: number;
  /** What a set value says. A token list says it in the value itself. */
  readonly purpose: StatusPurpose;
  /** Bits of each value. A token list names its own. */
  readonly size: number;
}

export const statusEntryTypes = ['BitstringStatusListEntry', 'StatusList2021Entry', 'TokenStatusList'] as const;
export type StatusEntryType = (typeof statusEntryTypes)[number];

export const statusPurposes = ['revocation', 'suspension', 'message', 'refresh', 'token'] as const;
export type StatusPurpose = (typeof statusPurposes)[number];
