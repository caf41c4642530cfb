/** The kinds of "no" that a member can tell apart, each with its own way on. */
export type ProblemKind = keyof typeof codesByKind;

/** What one button or link does about it. */
export type Remedy = 'co-op' | 'site' | 'report' | 'again' | 'retry' | 'another';

/**
 * Every code that a member can meet, by kind. All others are the site's own faults, told to others than a page
 * (`codes-off-page.ts`), or news to this page.
 */
const codesByKind = {
  expired: ['credential_expired'],
  notYetValid: ['credential_not_yet_valid'],
  revoked: ['credential_revoked'],
  suspended: ['credential_suspended', 'issuer_suspended', 'issuer_recognition_ended'],
  issuerNotRecognised: ['issuer_not_recognised', 'issuer_denied', 'certificate_not_trusted'],
  notAccepted: ['claim_not_accepted', 'status_type_unsupported', 'holder_barred', 'membership_in_use'],
  alreadyUsed: ['limit_reached'],
  wrongPerson: ['subject_mismatch', 'holder_mismatch', 'holders_differ'],
  altered: [
    'wallet_failed',
    'signature_invalid',
    'proof_malformed',
    'token_malformed',
    'disclosure_malformed',
    'disclosure_not_signed',
    'sd_hash_mismatch',
    'key_binding_missing',
    'presentation_malformed',
    'json_invalid',
  ],
  wrongAnswer: [
    'body_too_large',
    'document_too_deep',
    'document_too_many_items',
    'document_too_many_values',
    'document_key_forbidden',
    'too_many_credentials',
    'presentation_missing',
    'credential_missing',
    'credential_type_wrong',
    'issuer_not_for_this_type',
    'proof_missing',
    'too_many_proofs',
    'token_type_wrong',
    'suite_unsupported',
    'suite_not_allowed',
    'base_proof_presented',
    'proof_purpose_wrong',
    'holder_missing',
    'proof_time_missing',
    'query_unknown',
    'query_unsatisfied',
  ],
  reissue: [
    'issuer_not_for_this_coop',
    'issuer_compromised',
    'credential_malformed',
    'context_not_allowed',
    'context_nested',
    'blank_node_id_forbidden',
    'term_undefined',
    'key_not_found',
    'key_not_authorized',
    'key_revoked',
    'issuer_key_mismatch',
    'issuer_key_unknown',
    'certificate_malformed',
    'certificate_not_valid_now',
    'certificate_name_wrong',
    'algorithm_not_allowed',
    'holder_key_missing',
    'key_type_unsupported',
    'key_type_mismatch',
    'key_not_pinned',
    'bbs_proof_too_large',
    'proof_id_repeated',
    'previous_proof_unknown',
    'previous_proof_circular',
    'fetch_not_json',
    'did_invalid',
    'did_method_unsupported',
    'did_document_invalid',
    'fetch_refused',
    'fetch_too_large',
    'credential_too_old',
    'status_required',
    'status_list_invalid',
    'schema_mismatch',
    'credential_schema_mismatch',
    'credential_schema_unusable',
    'related_resource_changed',
    'claim_missing',
  ],
  tooOld: [
    'proof_too_old',
    'proof_from_future',
    'proof_expired',
    'nonce_mismatch',
    'audience_mismatch',
    'state_mismatch',
    'request_expired',
    'request_cancelled',
    'request_unknown',
    'request_already_answered',
    'response_code_missing',
    'response_code_wrong',
    'verification_unknown',
    'verification_ended',
    'verification_not_counted',
    'sign_in_needed',
  ],
  unavailable: [
    'did_unresolvable',
    'status_unreachable',
    'list_expired',
    'list_unavailable',
    'fetch_failed',
    'verification_timed_out',
    'verification_aborted',
    'service_busy',
    'service_unreachable',
    'disk_full',
    'disk_failed',
    'internal_error',
    'rate_limited',
    'answer_in_progress',
    'request_not_answered',
  ],
  tooManyTries: ['too_many_tries'],
  declined: ['request_declined'],
  siteFault: [
    'config_invalid',
    'content_type_unsupported',
    'policy_invalid',
    'policy_unknown',
    'return_url_invalid',
    'key_missing',
    'key_wrong',
    'site_moved',
    'site_url_missing',
    'body_invalid',
    'route_unknown',
    'method_not_allowed',
    'site_not_connected',
    'origin_not_allowed',
    'insecure_loopback_only',
    'key_ended',
    'request_not_test',
  ],
} as const satisfies Record<string, readonly string[]>;

const remedies: Record<ProblemKind, Remedy> = {
  expired: 'co-op',
  notYetValid: 'co-op',
  revoked: 'co-op',
  suspended: 'co-op',
  issuerNotRecognised: 'site',
  notAccepted: 'site',
  alreadyUsed: 'another',
  wrongPerson: 'another',
  altered: 'retry',
  wrongAnswer: 'another',
  reissue: 'co-op',
  tooOld: 'again',
  unavailable: 'retry',
  tooManyTries: 'again',
  declined: 'again',
  siteFault: 'report',
};

const kindByCode: ReadonlyMap<string, ProblemKind> = new Map(
  Object.entries(codesByKind).flatMap(([kind, codes]) => codes.map((code) => [code, kind as ProblemKind])),
);

/** The kind of that code; `undefined` for one that this page does not know. */
export function kindOf(code: string): ProblemKind | undefined {
  return kindByCode.get(code);
}

/** The one thing to do about it. */
export function remedyFor(code: string): Remedy {
  const kind = kindOf(code);
  return kind ? remedies[kind] : 'again';
}

/** The codes whose own sentences are built into the element; the site's faults share one. */
export const codesWithWords: readonly string[] = [...kindByCode].flatMap(([code, kind]) =>
  kind === 'siteFault' ? [] : code,
);
