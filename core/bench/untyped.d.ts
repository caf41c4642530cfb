// What the benchmark alone uses of packages without types.

declare module '@digitalbazaar/did-method-key' {
  export function driver(): {
    use(options: { multibaseMultikeyHeader: string; fromMultibase: unknown }): void;
    get(options: { url: string }): Promise<object>;
  };
}

declare module '@digitalbazaar/ed25519-multikey' {
  export const from: unknown;
}

declare module '@digitalbazaar/ed25519-verification-key-2020' {
  export const Ed25519VerificationKey2020: { from: unknown };
}
