import type { RecognitionLists, Verifier } from '@coop-credentials/core';
import type { Certificates } from '../certificate/certificate.ts';
import type { StandingOf } from '../changes/judge-issuers.ts';
import type { StatusPointers } from '../changes/status-pointers.ts';
import type { Clock } from '../clock.ts';
import type { Events } from '../events.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Programmes } from '../policies/programmes.ts';
import type { Sites } from '../sites/sites.ts';
import type { AnswerStore } from '../store/answer-store.ts';
import type { PolicyStore } from '../store/policy-store.ts';
import type { RequestStore } from '../store/request-store.ts';
import type { VerificationStore } from '../store/verification-store.ts';
import type { TestWorld } from '../try/test-world.ts';
import type { ResponseKeys } from './response-keys.ts';

/** What the use cases of a presentation request stand on. */
export interface RequestDependencies {
  readonly publicUrl: string;
  readonly requests: RequestStore;
  readonly answers: AnswerStore;
  readonly verifications: VerificationStore;
  readonly policies: PolicyStore;
  readonly programmes: Programmes;
  readonly statusPointers: StatusPointers;
  readonly responseKeys: ResponseKeys;
  readonly certificates: Certificates;
  readonly ledger: Pick<Ledger, 'standing'>;
  readonly sites: Sites;
  /** Whose credentials count for test requests. */
  readonly testWorld: Pick<TestWorld, 'issuer'>;
  readonly verifier: Pick<Verifier, 'verifyPresentation'>;
  readonly lists: RecognitionLists;
  /** How issuers stand now. */
  readonly standingOf: StandingOf;
  readonly events: Events;
  readonly clock: Clock;
}
