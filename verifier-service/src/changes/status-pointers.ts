import type { StatusEntry } from '@coop-credentials/core';
import type { Seal } from '../secrets/seal.ts';

/** Where the issuer of one credential may take it back. */
export interface StatusPointer {
  readonly issuer: string;
  readonly entries: readonly StatusEntry[];
}

export type StatusPointers = ReturnType<typeof createStatusPointers>;

/**
 * Status pointers as they are stored: sealed, because a place in a list is one credential and no other, at every site.
 * They are erased when their verification ends.
 */
export function createStatusPointers(seal: Seal) {
  return {
    /** @returns undefined where there is nothing to ask about */
    seal: (verificationId: string, pointers: readonly StatusPointer[]): string | undefined => {
      const some = pointers.filter(({ entries }) => entries.length > 0);
      if (some.length === 0) return undefined;
      return seal.seal(Buffer.from(JSON.stringify(some)), purpose(verificationId));
    },

    open: (verificationId: string, sealed: string | null): readonly StatusPointer[] => {
      if (sealed === null) return [];
      return JSON.parse(seal.open(sealed, purpose(verificationId)).toString()) as StatusPointer[];
    },
  };
}

const purpose = (verificationId: string): string => `verification:${verificationId}:status`;
