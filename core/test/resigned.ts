import { issue } from '@digitalbazaar/vc';
import { documentLoader, type CredentialFormat, type SignedCredential } from '../src/profile/index.ts';
import { signingSuite } from '../src/profile/signing-suite.ts';
import { frozenAt, harvest, issuedCredential } from './factories/index.ts';

/** The accepted credential of the factory, changed and then signed by its issuer: what only an issuer can do. */
export async function resigned(format: CredentialFormat, change: object): Promise<object> {
  return signAgain(await issuedCredential({ format }), change, format);
}

/** Any credential of Harvest Co-op's, changed and then signed by it. */
export async function signAgain(
  { proof: _, ...credential }: SignedCredential,
  change: object,
  format: CredentialFormat = 'vcdm2-eddsa-rdfc-2022',
): Promise<object> {
  const suite = signingSuite(format, harvest, frozenAt);
  return issue({ credential: { ...credential, ...change }, suite, documentLoader });
}
