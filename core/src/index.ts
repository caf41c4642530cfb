// Start here: a verifier, its ports, a policy and a wallet's answer (README.md).
export { createVerifier } from './verifier.ts';
export type { DocumentExpectations, PresentationExpectations, Verifier, VerifierOptions } from './verifier.ts';
export { createGuardedFetch } from './network/guarded-fetch.ts';
export { createStatusListFetch } from './network/fetch-status-list.ts';
export { createStatusListSource, type StatusListSource } from './status/status-list-source.ts';
export { parsePolicy, type ParsedPolicy, type PolicyProblem } from './policy/parse-policy.ts';
export type { IssuerPolicy, Policy, Requirement } from './policy/policy-schema.ts';
export { parseVpToken, readVpToken, type PresentationInput } from './parse/parse-vp-token.ts';
export type { CheckName, CheckOutcome, CheckResult, VerificationResult, VerifiedCredential } from './result.ts';
export { problem, VerificationError, type Problem, type ProblemCode } from './problem.ts';

// Asking a wallet, and saying what is asked.
export type { AskingOptions } from './policy/asked-issuers.ts';
export { compileDcql } from './policy/compile-dcql.ts';
export { compileQueryByExample, type QueryByExample } from './policy/compile-query-by-example.ts';
export { acceptedCryptosuites, acceptedProofs, presentationCryptosuites } from './policy/accepted-suites.ts';
export { tokenAlgorithms } from './proofs/sd-jwt/verify-jws.ts';
export { credentialTypes } from './profile/terms.ts';
export { describeAsk, type Ask } from './policy/describe-ask.ts';
export { describePolicy, type PolicyDescription } from './policy/describe-policy.ts';
export { faultMessage } from './policy/fault-message.ts';
export { englishWords, sayDuration, sayFederation } from './policy/policy-words.ts';

// What follows from an accepted answer: for how long, for whom, and whether it still holds.
export { grantUntil } from './policy/grant-until.ts';
export { isAtMost, parseDuration, plus as addDuration, type Duration } from './policy/duration.ts';
export { pairwiseHolder, type HolderIdentity } from './policy/pairwise-holder.ts';
export type { StatusEntry } from './status/status-entry.ts';

// Ports of one's own: documents, keys, caches.
export type { DidDocument, DidResolver, Ports, ResolveDidOptions, VerificationMethod } from './ports.ts';
export { createDidResolver, type DidInventory } from './identifiers/did-resolver.ts';
export { parseDidDocument } from './identifiers/parse-did-document.ts';
export { findIssuer, type FoundIssuer } from './identifiers/find-issuer.ts';
export type { PinnedKeysOptions, UnpinnedKey } from './identifiers/pinned-keys.ts';
export type { CacheInventory } from './cache-inventory.ts';

// Limits of what is read, and the code table.
export { documentLimits, presentationLimits, sdJwtLimits, type Limits } from './parse/limits.ts';
export { parseJsonWithin } from './parse/parse-json-within.ts';
export { problemTable, type ProblemRow } from './generated/problems.ts';

// Recognition lists: whom a federation recognises.
export { recogniseIssued, type Issued, type IssuedFinding } from './policy/recognise-issued.ts';
export { recogniseIssuer, type Recognition, type RecognitionLists } from './policy/recognise-issuer.ts';
export { createListFetch, type FetchedFile, type ListFetch } from './network/fetch-list.ts';
export { anchorOf } from './recognition/digest.ts';
export { type EntryStanding, explainEntry, issuingOf, standingAt, verifyingOf } from './recognition/entry-standing.ts';
export { agesOf, CLOCK_TOLERANCE, parseFreshness } from './recognition/freshness.ts';
export { ageAt, type ListAge } from './recognition/list-age.ts';
export { type ListView, renewShared, shareList, type SharedList, viewList } from './recognition/list-index.ts';
export type { Freshness, Quorum, RecognitionEntry, RecognitionList } from './recognition/list-shape.ts';
export {
  type AskingSite,
  recogniseSite,
  type SiteDoubt,
  type SiteList,
  type SiteRecognition,
} from './recognition/recognise-site.ts';
export { tellSites, type ToldSites } from './recognition/told-sites.ts';
export { type ListedSite, verifierInfoOf, type VerifierAttestation } from './recognition/verifier-info.ts';
export { parseRecognitionList, type ParsedList } from './recognition/parse-list.ts';
export { checkGenesis, checkSuccessor, type KnownSequence } from './recognition/check-sequence.ts';
export { type JcsProof, signFreshness, signList } from './recognition/sign-list.ts';
export {
  clockAfter,
  headOf,
  type ListSource,
  type ListState,
  type UpdatedList,
  updateList,
} from './recognition/update-list.ts';
export { trusteeMethod, verifyProofSet } from './recognition/verify-proof-set.ts';
