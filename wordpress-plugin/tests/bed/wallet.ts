import { generateKeyPair, issueMembershipCredential, signPresentation } from '@coop-credentials/core/profile';
import { didKeySigner, signingKeyFrom, type Signer, type SignedCredential } from '@coop-credentials/core/profile';

const day = 86_400_000;

const newKey = async (): Promise<Signer> => didKeySigner(await signingKeyFrom(await generateKeyPair()));

export interface Coop {
  readonly did: string;
  issue(
    member: Wallet,
    options?: { readonly endedDaysAgo?: number; readonly membershipId?: string },
  ): Promise<SignedCredential>;
}

/** A co-op that issues memberships; a `did:key`, so that nobody needs to be fetched. */
export const newCoop = async (name: string): Promise<Coop> => coopWith(name, await newKey());

/** A co-op that signs with a key of its own. */
export function coopWith(name: string, keyPair: Signer): Coop {
  const did = keyPair.controller;
  return {
    did,
    issue: (member, { endedDaysAgo = -365, membershipId } = {}) =>
      issueMembershipCredential({
        issuer: { did, keyPair },
        holderDid: member.did,
        claims: {
          memberOf: { id: did, name },
          membershipClass: 'consumer',
          ...(membershipId !== undefined && { membershipId }),
        },
        validFrom: new Date(Date.now() - 400 * day),
        validUntil: new Date(Date.now() - endedDaysAgo * day),
        format: 'vcdm2-eddsa-rdfc-2022',
      }),
  };
}

interface RequestObject {
  readonly client_id: string;
  readonly nonce: string;
  readonly state: string;
  readonly response_uri: string;
  readonly dcql_query: { readonly credentials: readonly { readonly id: string }[] };
}

/** A wallet that answers over HTTP, as OpenID4VP 1.0 says (§5.10 request by reference, §8.2 direct_post). */
export interface Wallet {
  readonly did: string;
  /** Answers the link with that membership, by its own clock; gives back where the browser has to go, if anywhere. */
  answer(link: string, credential: SignedCredential, now?: Date): Promise<string | undefined>;
}

export async function newWallet(): Promise<Wallet> {
  const holder = await newKey();
  return {
    did: holder.controller,
    async answer(link, credential, now) {
      const request = await readRequest(link);
      const presentation = await signPresentation({
        holder,
        credentials: [credential],
        challenge: request.nonce,
        domain: request.client_id,
        ...(now && { created: now }),
      });
      const response = await fetch(request.response_uri, {
        method: 'POST',
        body: new URLSearchParams({
          vp_token: JSON.stringify({ [request.dcql_query.credentials[0]?.id ?? '']: [presentation] }),
          state: request.state,
        }),
      });
      if (!response.ok) throw new Error(`The service answered the wallet ${response.status}: ${await response.text()}`);
      return ((await response.json()) as { redirect_uri?: string }).redirect_uri;
    },
  };
}

async function readRequest(link: string): Promise<RequestObject> {
  const address = new URL(link).searchParams.get('request_uri') ?? '';
  const jwt = await (await fetch(address)).text();
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as RequestObject;
}
