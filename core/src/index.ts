export { createVerifier } from './verifier.ts';
export type { DocumentExpectations, PresentationExpectations, Verifier, VerifierOptions } from './verifier.ts';

export { createGuardedFetch } from './network/guarded-fetch.ts';
export { createDidResolver } from './identifiers/did-resolver.ts';
export type { DidDocument, DidResolver, Ports, ResolveDidOptions, VerificationMethod } from './ports.ts';

export { documentLimits, presentationLimits, type Limits } from './parse/limits.ts';
export { parseJsonWithin } from './parse/parse-json-within.ts';
export { parseVpToken, type PresentationInput } from './parse/parse-vp-token.ts';

export { compileDcql } from './policy/compile-dcql.ts';
export { describeAsk, type Ask } from './policy/describe-ask.ts';
export { parseDuration, plus as addDuration, type Duration } from './policy/duration.ts';
export { grantUntil } from './policy/grant-until.ts';
export { pairwiseHolder, type HolderIdentity } from './policy/pairwise-holder.ts';
export { parsePolicy, type ParsedPolicy, type PolicyProblem } from './policy/parse-policy.ts';
export type { IssuerPolicy, Policy, Requirement } from './policy/policy-schema.ts';

export { problem, VerificationError, type Problem, type ProblemCode } from './problem.ts';
export { problemTable, type ProblemRow } from './generated/problems.ts';
export type { CheckName, CheckOutcome, CheckResult, VerificationResult, VerifiedCredential } from './result.ts';
