// Other verifiers, each as its documentation uses it. Plain JavaScript: their packages are not installed by default.
import { Ed25519Signature2020 } from '@digitalcredentials/ed25519-signature-2020';
import { Ed25519VerificationKey2020 } from '@digitalcredentials/ed25519-verification-key-2020';
import { DataIntegrityProof } from '@digitalcredentials/data-integrity';
import { cryptosuite } from '@digitalcredentials/eddsa-rdfc-2022-cryptosuite';
import * as digitalCredentials from '@digitalcredentials/vc';
import didkit from '@spruceid/didkit-wasm-node';

/** @param {{ challenge: string, domain: string, now: Date, documentLoader: (url: string) => Promise<any> }} given */
export function peers(given) {
  return [
    {
      name: '@digitalcredentials/vc',
      format: 'VCDM 1.1 Ed25519Signature2020',
      verify: dcc(given, new Ed25519Signature2020()),
    },
    {
      name: '@digitalcredentials/vc',
      format: 'VCDM 2.0 eddsa-rdfc-2022',
      verify: dcc(given, new DataIntegrityProof({ cryptosuite })),
    },
    {
      name: '@spruceid/didkit-wasm-node',
      format: 'VCDM 1.1 Ed25519Signature2020',
      inlineContext: true,
      verify: withDidkit(given),
    },
  ];
}

function dcc({ challenge, domain, now, documentLoader }, suite) {
  const loader = async (url) => {
    const document = url.startsWith('did:key:') ? await didKey(url) : (await documentLoader(url)).document;
    return { contextUrl: null, documentUrl: url, document };
  };
  return async (text) => {
    const presentation = JSON.parse(text);
    const input = { presentation, suite, challenge, domain, documentLoader: loader, now };
    const { verified, error } = await digitalCredentials.verify(input);
    if (!verified) throw new Error('@digitalcredentials/vc refused a fixture', { cause: error });
  };
}

/** As its `did-method-key` would: the key's own document, or the DID's. */
async function didKey(url) {
  const [did, fragment] = url.split('#');
  const publicKeyMultibase = did.slice('did:key:'.length);
  const id = `${did}#${publicKeyMultibase}`;
  const key = await Ed25519VerificationKey2020.from({
    ...{ id, type: 'Ed25519VerificationKey2020', controller: did, publicKeyMultibase },
  });
  const exported = await key.export({ publicKey: true, includeContext: fragment !== undefined });
  if (fragment !== undefined) return exported;
  const context = ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/suites/ed25519-2020/v1'];
  const [verificationMethod, relations] = [[exported], [id]];
  return {
    '@context': context,
    ...{ id: did, verificationMethod, authentication: relations, assertionMethod: relations },
  };
}

/** `verifyPresentation` looks at the presentation's own proof only: the credential is verified by a second call. */
function withDidkit({ challenge, domain }) {
  const target = JSON.stringify({ proofPurpose: 'authentication', challenge, domain });
  const asserted = JSON.stringify({ proofPurpose: 'assertionMethod' });
  return async (text) => {
    const [credential] = JSON.parse(text).verifiableCredential;
    const answers = [
      await didkit.verifyPresentation(text, target),
      await didkit.verifyCredential(JSON.stringify(credential), asserted),
    ];
    const errors = answers.flatMap((answer) => JSON.parse(answer).errors);
    if (errors.length > 0) throw new Error(`didkit refused a fixture: ${errors.join(', ')}`);
  };
}
