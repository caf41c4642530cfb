import { contextUrls } from '../contexts/context-urls.ts';

/** The formats that profile version 1 is issued in: data model and proof. */
export const credentialFormats = ['vcdm1.1-ed25519-2020', 'vcdm2-eddsa-rdfc-2022'] as const;
export type CredentialFormat = (typeof credentialFormats)[number];

const { credentialsV1, credentialsV2, coopCredentialsV1, ed25519Signature2020, statusList2021 } = contextUrls;

/** The `@context` of a credential in that format. */
export const credentialContext = (format: CredentialFormat): string[] =>
  format === 'vcdm1.1-ed25519-2020'
    ? [credentialsV1, coopCredentialsV1, ed25519Signature2020]
    : [credentialsV2, coopCredentialsV1];

/** The context of a status in that format, where the data model has none of its own. */
export const statusContext = (format: CredentialFormat): string[] =>
  format === 'vcdm1.1-ed25519-2020' ? [statusList2021] : [];

/** The `@context` of a status list in that format. */
export const statusListContext = (format: CredentialFormat): string[] => [
  ...presentationContext(format),
  ...statusContext(format),
];

/** The `@context` of a presentation in that format. */
export const presentationContext = (format: CredentialFormat): string[] =>
  format === 'vcdm1.1-ed25519-2020' ? [credentialsV1, ed25519Signature2020] : [credentialsV2];
