import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { generate as generateEcdsa } from '@digitalbazaar/ecdsa-multikey';
import {
  createSignCryptosuite as signEcdsaJcs,
  createVerifyCryptosuite as verifyEcdsaJcs,
} from '@digitalbazaar/ecdsa-jcs-2019-cryptosuite';
import { cryptosuite as ecdsaRdfc } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import { Ed25519Signature2018 } from '@digitalbazaar/ed25519-signature-2018';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import {
  createSignCryptosuite as signEddsaJcs,
  createVerifyCryptosuite as verifyEddsaJcs,
} from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import { cryptosuite as eddsaRdfc } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {
  createDiscloseCryptosuite as discloseSd,
  createSignCryptosuite as signSd,
  createVerifyCryptosuite as verifySd,
} from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import { ALGORITHMS, generateBbsKeyPair } from '@digitalbazaar/bls12-381-multikey';
import {
  createDiscloseCryptosuite as discloseBbs,
  createSignCryptosuite as signBbs,
  createVerifyCryptosuite as verifyBbs,
} from '@digitalbazaar/bbs-2023-cryptosuite';
import jsigs, { type LinkedDataProof, type SuiteSigner } from 'jsonld-signatures';
import { contextUrls, documentLoader, type CredentialFormat, type Signer } from '../../src/profile/index.ts';
import { toMultibase } from '../../src/identifiers/ed25519-public-key.ts';
import { frozenAt } from './clock.ts';
import { holder, orchard } from './keys.ts';

export type Purpose = 'assertionMethod' | 'authentication';

/** A suite with a key of its own under a did:key: how the stock library signs by it, and how it verifies. */
export interface SuiteKit {
  readonly name: string;
  readonly controller: string;
  readonly keyId: string;
  readonly publicKeyMultibase: string;
  /** The data model whose documents it signs here. */
  readonly format: CredentialFormat;
  readonly purposes: readonly Purpose[];
  readonly signing: () => LinkedDataProof;
  readonly verifying: () => LinkedDataProof;
}

type KitBase = Pick<SuiteKit, 'name' | 'signing' | 'verifying'> & Partial<Pick<SuiteKit, 'format' | 'purposes'>>;

function kit(multibase: string, base: KitBase): SuiteKit {
  const controller = `did:key:${multibase}`;
  return {
    format: 'vcdm2-eddsa-rdfc-2022',
    purposes: ['assertionMethod', 'authentication'],
    ...{ controller, keyId: `${controller}#${multibase}`, publicKeyMultibase: multibase },
    ...base,
  };
}

const date = frozenAt;
const proofBy = (signer: SuiteSigner | undefined, cryptosuite: object) =>
  new DataIntegrityProof({ cryptosuite, date, ...(signer && { signer }) });

const ed25519 = (key: Signer): SuiteSigner => ({ id: key.id, algorithm: 'Ed25519', sign: key.sign });

export const jcsProofBy = (key: Signer) => proofBy(ed25519(key), signEddsaJcs());

async function ecdsaKits(curve: 'P-256' | 'P-384'): Promise<SuiteKit[]> {
  const pair = await generateEcdsa({ curve });
  pair.controller = `did:key:${pair.publicKeyMultibase}`;
  pair.id = `${pair.controller}#${pair.publicKeyMultibase}`;
  const signer = pair.signer();
  return [
    kit(pair.publicKeyMultibase, {
      name: `ecdsa-rdfc-2019 ${curve}`,
      signing: () => proofBy(signer, ecdsaRdfc),
      verifying: () => proofBy(undefined, ecdsaRdfc),
    }),
    kit(pair.publicKeyMultibase, {
      name: `ecdsa-jcs-2019 ${curve}`,
      signing: () => proofBy(signer, signEcdsaJcs()),
      verifying: () => proofBy(undefined, verifyEcdsaJcs()),
    }),
  ];
}

const issuerKey = toMultibase(orchard.publicKey);

/** Every suite that signs a document as a whole. */
export const wholeSuites: readonly SuiteKit[] = [
  kit(issuerKey, {
    name: 'Ed25519Signature2020',
    format: 'vcdm1.1-ed25519-2020',
    signing: () => new Ed25519Signature2020({ signer: ed25519(orchard), date }),
    verifying: () => new Ed25519Signature2020(),
  }),
  kit(issuerKey, {
    name: 'eddsa-rdfc-2022',
    signing: () => proofBy(ed25519(orchard), eddsaRdfc),
    verifying: () => proofBy(undefined, eddsaRdfc),
  }),
  kit(issuerKey, {
    name: 'eddsa-jcs-2022',
    signing: () => jcsProofBy(orchard),
    verifying: () => proofBy(undefined, verifyEddsaJcs()),
  }),
  ...(await ecdsaKits('P-256')),
  ...(await ecdsaKits('P-384')),
  kit(toMultibase(holder.publicKey), {
    name: 'Ed25519Signature2018',
    format: 'vcdm1.1-ed25519-2020',
    purposes: ['authentication'],
    signing: () => new Ed25519Signature2018({ signer: ed25519(holder), date }),
    verifying: () => new Ed25519Signature2018(),
  }),
];

/** A suite whose holder shows a part. */
export interface SelectiveKit extends SuiteKit {
  readonly disclosing: (selectivePointers: readonly string[]) => LinkedDataProof;
}

const mandatoryPointers = [
  '/issuer',
  '/validFrom',
  '/validUntil',
  '/credentialSubject/id',
  '/credentialSubject/memberOf',
];

async function selectiveKit(
  name: 'ecdsa-sd-2023' | 'bbs-2023',
  pair: { id?: string; controller?: string; readonly publicKeyMultibase: string; signer(): SuiteSigner },
): Promise<SelectiveKit> {
  pair.controller = `did:key:${pair.publicKeyMultibase}`;
  pair.id = `${pair.controller}#${pair.publicKeyMultibase}`;
  const [sign, disclose, verify] =
    name === 'bbs-2023' ? [signBbs, discloseBbs, verifyBbs] : [signSd, discloseSd, verifySd];
  const base = kit(pair.publicKeyMultibase, {
    name,
    purposes: ['assertionMethod'],
    signing: () => proofBy(pair.signer(), sign({ mandatoryPointers })),
    verifying: () => proofBy(undefined, verify()),
  });
  return { ...base, disclosing: (selectivePointers) => proofBy(undefined, disclose({ selectivePointers })) };
}

export const selectiveSuites: readonly SelectiveKit[] = [
  await selectiveKit('ecdsa-sd-2023', await generateEcdsa({ curve: 'P-256' })),
  await selectiveKit('bbs-2023', await generateBbsKeyPair({ algorithm: ALGORITHMS.BBS_BLS12381_SHA256 })),
];

/** What a holder shows of a credential with a base proof. */
export const disclosed = <T extends object>(kit: SelectiveKit, credential: T, pointers: readonly string[]) =>
  jsigs.derive(credential, {
    suite: kit.disclosing(pointers),
    purpose: new jsigs.purposes.AssertionProofPurpose(),
    documentLoader,
  });

export interface SignWith {
  readonly purpose?: Purpose;
  readonly challenge?: string;
  readonly domain?: string;
}

const purposeOf = ({ purpose = 'assertionMethod', challenge = '', domain }: SignWith) =>
  purpose === 'assertionMethod'
    ? new jsigs.purposes.AssertionProofPurpose()
    : new jsigs.purposes.AuthenticationProofPurpose({ challenge, ...(domain !== undefined && { domain }) });

/** The document, signed by the stock suite; a proof that it has already is kept beside the new one. */
export const signedBy = <T extends object>(suite: LinkedDataProof, document: T, options: SignWith = {}) =>
  jsigs.sign(document, { suite, purpose: purposeOf(options), documentLoader });

/** The stock suite's word on a document, with the one key it needs. */
export async function stockVerdict(document: object, purpose: Purpose, kit: SuiteKit): Promise<boolean> {
  const isOf2020 = kit.name.startsWith('Ed25519Signature');
  const key = {
    '@context': isOf2020 ? contextUrls.ed25519Signature2020 : contextUrls.multikeyV1,
    id: kit.keyId,
    type: isOf2020 ? 'Ed25519VerificationKey2020' : 'Multikey',
    controller: kit.controller,
    publicKeyMultibase: kit.publicKeyMultibase,
  };
  const { verified } = await jsigs.verify(document, {
    suite: kit.verifying(),
    purpose: new jsigs.purposes.ControllerProofPurpose({
      term: purpose,
      controller: { id: kit.controller, [purpose]: [kit.keyId] },
    }),
    documentLoader: async (url) =>
      url === kit.keyId ? { contextUrl: null, documentUrl: url, document: key } : documentLoader(url),
  });
  return verified;
}
