/**
 * Credential profile version 1: types, issuing, and presenting. Runs in Node and in browsers.
 * @module
 */
export { contextUrls } from '../contexts/context-urls.ts';
export { documentLoader, type DocumentLoader } from '../contexts/context-store.ts';
export type {
  AttestationClaims,
  ClaimsByType,
  MembershipClaims,
  Organization,
  ReceiptClaims,
  TicketClaims,
} from './claims.ts';
export {
  type CredentialFormat,
  credentialContext,
  credentialFormats,
  presentationContext,
} from './credential-format.ts';
export { didDocument } from './did-document.ts';
export { toMultibase } from '../identifiers/ed25519-public-key.ts';
export {
  type CredentialStatus,
  issueCredential,
  issueMembershipCredential,
  type IssueOptions,
  type SignedCredential,
} from './issue-credential.ts';
export { issueMembershipSdJwt, issueSdJwt, type SdJwtOptions } from './issue-sd-jwt.ts';
export { issueStatusList, type StatusListOptions, type TakingBack } from './issue-status-list.ts';
export { issueStatusToken, type StatusTokenOptions } from './issue-status-token.ts';
export { presentSdJwt, type SdJwtPresentationOptions } from './present-sd-jwt.ts';
export { type IssuedSdJwt, readIssuedSdJwt } from './read-issued-sd-jwt.ts';
export { credentialSchemas, type JsonSchema } from './schemas/index.ts';
export { formatOf, type PresentationOptions, type SignedPresentation, signPresentation } from './sign-presentation.ts';
export {
  didJwkSigner,
  didKeySigner,
  didSigner,
  generateKeyPair,
  type Signer,
  type SigningKey,
  signingKeyFrom,
  signingKeyFromSeed,
  type WebCryptoKeyPair,
} from './signing-key.ts';
export {
  coopCredentialsContext,
  coopTypes,
  type CoopType,
  type CredentialType,
  credentialTypes,
  membershipClasses,
  type MembershipClass,
  typeIri,
} from './terms.ts';
