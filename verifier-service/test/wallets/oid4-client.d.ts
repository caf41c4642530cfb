/** What our test wallet uses of `@digitalbazaar/oid4-client`, which has no types of its own. */
declare module '@digitalbazaar/oid4-client' {
  interface AuthorizationRequest {
    readonly client_id: string;
    readonly response_uri: string;
    readonly nonce: string;
    readonly dcql_query: { readonly credentials: readonly CredentialQuery[] };
  }
  interface CredentialQuery {
    readonly id: string;
    readonly claims?: readonly { readonly id?: string }[];
    readonly claim_sets?: readonly (readonly string[])[];
  }
  interface PresentationRequest {
    readonly challenge: string;
    readonly domain: string;
  }
  export const oid4vp: {
    readonly authzRequest: {
      get(options: {
        url: string;
        getTrustedCertificates?: () => readonly string[];
        getPostBody?: () => Promise<{ body: URLSearchParams }>;
      }): Promise<{
        authorizationRequest: Omit<AuthorizationRequest, 'dcql_query'> & Readonly<Record<string, unknown>>;
      }>;
      validate(options: { authorizationRequest: object; expectedClientId?: string }): Promise<void>;
    };
    readonly authzResponse: {
      send(options: {
        vpToken: string;
        vpTokenMediaType: string;
        authorizationRequest: AuthorizationRequest;
      }): Promise<{ result: { redirect_uri?: string } }>;
    };
    readonly convert: {
      toVpr(options: { authorizationRequest: AuthorizationRequest }): {
        verifiablePresentationRequest: PresentationRequest;
      };
    };
  };
  export const query: {
    readonly dcql: {
      toJsonPointerMap(options: { dcqlCredentialQuery: CredentialQuery }): ReadonlyMap<string, unknown>;
    };
    credentialMatches(options: { credential: object; map: ReadonlyMap<string, unknown> }): boolean;
  };
}
