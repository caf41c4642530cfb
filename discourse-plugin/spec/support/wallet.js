// A co-op and its members' wallets for the specs, by the profile's own code. One JSON value a line, both ways.
import {
  didKeySigner,
  generateKeyPair,
  issueMembershipCredential,
  signingKeyFrom,
  signPresentation,
} from '@coop-credentials/core/profile';
import { createInterface } from 'node:readline';

const day = 86_400_000;
const keys = new Map();

const keyOf = async (name) => {
  if (!keys.has(name)) keys.set(name, await didKeySigner(await signingKeyFrom(await generateKeyPair())));
  return keys.get(name);
};

/** A membership of a co-op, of that number, for that member's wallet. */
const issue = async ({ coop, member, membershipId }) => {
  const keyPair = await keyOf(coop);
  const did = keyPair.controller;
  return issueMembershipCredential({
    issuer: { did, keyPair },
    holderDid: (await keyOf(member)).controller,
    claims: { memberOf: { id: did, name: coop }, membershipClass: 'consumer', membershipId },
    validFrom: new Date(Date.now() - 400 * day),
    validUntil: new Date(Date.now() + 365 * day),
    format: 'vcdm2-eddsa-rdfc-2022',
  });
};

/** OpenID4VP 1.0: the request by reference (§5.10), the answer by direct_post (§8.2). */
const answer = async ({ link, ...what }) => {
  const jwt = await (await fetch(new URL(link).searchParams.get('request_uri'))).text();
  const request = JSON.parse(Buffer.from(jwt.split('.')[1], 'base64url').toString());
  const presentation = await signPresentation({
    holder: await keyOf(what.member),
    credentials: [await issue(what)],
    challenge: request.nonce,
    domain: request.client_id,
  });
  const response = await fetch(request.response_uri, {
    method: 'POST',
    body: new URLSearchParams({
      vp_token: JSON.stringify({ [request.dcql_query.credentials[0].id]: [presentation] }),
      state: request.state,
    }),
  });
  return { status: response.status, ...(await response.json()) };
};

const commands = { did: async ({ coop }) => ({ did: (await keyOf(coop)).controller }), answer };

for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...what } = JSON.parse(line);
  console.log(JSON.stringify(await commands[command](what)));
}
