/** The contexts we bundle, by name. */
export const contextUrls = {
  credentialsV1: 'https://www.w3.org/2018/credentials/v1',
  credentialsV2: 'https://www.w3.org/ns/credentials/v2',
  coopCredentialsV1: 'https://w3id.org/coop-credentials/v1',
  ed25519Signature2020: 'https://w3id.org/security/suites/ed25519-2020/v1',
  dataIntegrityV1: 'https://w3id.org/security/data-integrity/v1',
  dataIntegrityV2: 'https://w3id.org/security/data-integrity/v2',
  multikeyV1: 'https://w3id.org/security/multikey/v1',
  didV1: 'https://www.w3.org/ns/did/v1',
  statusList2021: 'https://w3id.org/vc/status-list/2021/v1',
  /** Of the earlier ones, each gives the same terms another meaning. */
  openBadges303: 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  openBadgesExtensions: 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
} as const;

/** Where the terms of our own profile live. */
export const vocabulary = 'https://w3id.org/coop-credentials/vocab#';
