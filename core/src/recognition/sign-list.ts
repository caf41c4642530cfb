import { encode } from 'base58-universal';
import { toMultibase } from '../identifiers/ed25519-public-key.ts';
import type { SigningKey } from '../profile/signing-key.ts';
import { jcsHash } from './digest.ts';
import { operatorMethod } from './freshness.ts';
import type { Freshness, RecognitionList } from './list-shape.ts';

/** A proof as `eddsa-jcs-2022` makes it. */
export interface JcsProof {
  readonly '@context'?: unknown;
  readonly type: 'DataIntegrityProof';
  readonly cryptosuite: 'eddsa-jcs-2022';
  readonly created: string;
  readonly verificationMethod: string;
  readonly proofPurpose: 'assertionMethod';
  readonly proofValue: string;
}

/** A trustee's proof of a list (VC Data Integrity EdDSA Cryptosuites 1.0 §3.3.1); needs no network. */
export function signList(
  list: RecognitionList,
  { key, trustee, created }: { readonly key: SigningKey; readonly trustee: string; readonly created: Date },
): Promise<JcsProof> {
  const method = `${trustee}#${toMultibase(key.publicKey)}`;
  return sign(list, { key, method, created, context: { '@context': list['@context'] } });
}

/** The operator's freshness file, with its proof. */
export async function signFreshness(
  freshness: Freshness,
  { key, created }: { readonly key: SigningKey; readonly created: Date },
): Promise<Freshness & { readonly proof: JcsProof }> {
  const method = operatorMethod(toMultibase(key.publicKey));
  return { ...freshness, proof: await sign(freshness, { key, method, created, context: {} }) };
}

async function sign(
  unsecured: object,
  { key, method, created, context }: { key: SigningKey; method: string; created: Date; context: object },
): Promise<JcsProof> {
  const options = {
    ...context,
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created: created.toISOString(),
    verificationMethod: method,
    proofPurpose: 'assertionMethod',
  } as const;
  const signature = await key.sign({ data: Buffer.concat([jcsHash(options), jcsHash(unsecured)]) });
  return { ...options, proofValue: `z${encode(signature)}` };
}
