import { issue } from '@digitalbazaar/vc';
import { documentLoader, type CredentialFormat } from '../src/profile/index.ts';
import { signingSuite } from '../src/profile/credential-format.ts';
import { frozenAt, harvest, issuedCredential } from './factories/index.ts';

/** The accepted credential of the factory, changed and then signed by its issuer: what only an issuer can do. */
export async function resigned(format: CredentialFormat, change: object): Promise<object> {
  const { proof: _, ...credential } = await issuedCredential({ format });
  const suite = signingSuite(format, harvest, frozenAt);
  return issue({ credential: { ...credential, ...change }, suite, documentLoader });
}
