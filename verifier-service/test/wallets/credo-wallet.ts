import {
  Agent,
  DependencyManager,
  DidsModule,
  InjectionSymbols,
  JsonTransformer,
  KeyDidResolver,
  Kms,
  SdJwtVcRecord,
  W3cCredentialRecord,
  W3cCredentialService,
  W3cCredentialsModule,
  W3cJsonLdCredentialService,
  W3cJsonLdVerifiableCredential,
  X509Module,
  type AgentContext,
  type W3cJsonLdSignPresentationOptions,
} from '@credo-ts/core';
import { NodeInMemoryKeyManagementStorage, NodeKeyManagementService, agentDependencies } from '@credo-ts/node';
import { OpenId4VcModule } from '@credo-ts/openid4vc';
import { randomUUID } from 'node:crypto';
import { loopbackDidWeb, type createDocumentLoader } from './credo-documents.ts';
import { MemoryStorage } from './memory-storage.ts';

type SignPresentation = (context: AgentContext, options: W3cJsonLdSignPresentationOptions) => Promise<unknown>;
type KeyBackend = NonNullable<Kms.KeyManagementModuleConfigOptions['backends']>[number];

/**
 * A wallet that we did not write: Credo 0.6.3, headless, with a did:key of its own.
 *
 * One known defect of this version is adapted to: its DCQL path signs presentations without an `id` as `id: undefined`
 * and throws. It signs by Ed25519Signature2018 whatever the request asks for.
 *
 * @param documentLoader of `credo-documents.ts`
 * @param trustedCertificates roots, in PEM, for sites that ask under a certificate
 */
export async function createCredoWallet(
  documentLoader: ReturnType<typeof createDocumentLoader>,
  trustedCertificates: string[] = [],
) {
  const dependencies = new DependencyManager();
  dependencies.registerInstance(InjectionSymbols.StorageService, new MemoryStorage());
  // The last version of @credo-ts/node with this key store is typed against an alpha of core.
  const backend = new NodeKeyManagementService(new NodeInMemoryKeyManagementStorage()) as unknown as KeyBackend;
  const modules = {
    kms: new Kms.KeyManagementModule({ backends: [backend] }),
    dids: new DidsModule({ resolvers: [loopbackDidWeb, new KeyDidResolver()] }),
    w3cCredentials: new W3cCredentialsModule({ documentLoader }),
    x509: new X509Module({ trustedCertificates }),
    openid4vc: new OpenId4VcModule(),
  };
  const config = { allowInsecureHttpUrls: true, autoUpdateStorageOnStartup: true };
  const agent = new Agent({ config, dependencies: agentDependencies, modules }, dependencies);
  await agent.initialize();

  const service = dependencies.resolve(W3cCredentialService);
  const sign = service.signPresentation.bind(service) as SignPresentation;
  service.signPresentation = ((context, options) => {
    options.presentation.id = `urn:uuid:${randomUUID()}`;
    return sign(context, options);
  }) as SignPresentation as typeof service.signPresentation;

  const key = { createKey: { type: { kty: 'OKP', crv: 'Ed25519' } } };
  const { didState } = await agent.dids.create({ method: 'key', options: key });
  if (!didState.did) throw new Error('Credo made no did:key');
  const { holder } = agent.openid4vc;

  return {
    did: didState.did,
    close: () => agent.shutdown(),

    /** Keeps a credential, if it verifies. */
    async store(json: object) {
      const credential = JsonTransformer.fromJSON(json, W3cJsonLdVerifiableCredential);
      const { isValid, error } = await agent.w3cCredentials.verifyCredential({ credential });
      if (!isValid) throw new Error('Credo refuses the credential', { cause: error });
      const w3c = dependencies.resolve(W3cJsonLdCredentialService);
      const record = W3cCredentialRecord.fromCredential(credential);
      record.setTag('expandedTypes', await w3c.getExpandedTypesForCredential(agent.context, credential));
      await agent.w3cCredentials.store({ record });
    },

    /** A new key of P-256, to be bound to. */
    async createKey() {
      const { keyId, publicJwk } = await agent.kms.createKey({ type: { kty: 'EC', crv: 'P-256' } });
      return { keyId, jwk: publicJwk as Readonly<Record<string, unknown>> };
    },

    /** Keeps an SD-JWT VC that is bound to one of its keys, if it verifies. */
    async storeSdJwt(compactSdJwtVc: string, kmsKeyId: string) {
      const { isValid, ...verified } = await agent.sdJwtVc.verify({ compactSdJwtVc });
      if (!isValid) throw new Error('Credo refuses the credential', { cause: 'error' in verified && verified.error });
      await agent.sdJwtVc.store({ record: new SdJwtVcRecord({ credentialInstances: [{ compactSdJwtVc, kmsKeyId }] }) });
    },

    /** Reads and verifies a request, and says who asks and whether this wallet has what it asks for. */
    resolve: (link: string) => holder.resolveOpenId4VpAuthorizationRequest(link),

    /** Answers a request with the first credentials that match. */
    async present(link: string) {
      const { authorizationRequestPayload, dcql } = await holder.resolveOpenId4VpAuthorizationRequest(link);
      if (!dcql) throw new Error('the request holds no DCQL');
      const credentials = holder.selectCredentialsForDcqlRequest(dcql.queryResult);
      return holder.acceptOpenId4VpAuthorizationRequest({ authorizationRequestPayload, dcql: { credentials } });
    },
  };
}
