import { presentSdJwt, signPresentation } from '@coop-credentials/core/profile';
import { isSelective } from './card.ts';
import type { Answerable } from './match-cards.ts';
import type { AskedRequest } from './request.ts';
import { ownSigner } from './vault.ts';

const unreachable =
  'The site could not be reached. This wallet speaks to the verifier of this demo only, and no other. Nothing was shared.';

/** What the site's verifier said to the answer. */
export type Reply =
  | { readonly taken: true; readonly continueAt: string | undefined }
  | { readonly taken: false; readonly title: string; readonly code: string | undefined };

/** Signs the card for this one request and sends it (OpenID4VP 1.0 §8.2). */
export async function share(answer: Answerable, request: AskedRequest): Promise<Reply> {
  return send(request, { vp_token: JSON.stringify({ [answer.queryId]: [await sign(answer, request)] }) });
}

async function sign({ card, shown = [] }: Answerable, { nonce, clientId }: AskedRequest): Promise<object | string> {
  const holder = await ownSigner();
  return isSelective(card)
    ? presentSdJwt({ holder, credential: card.token, show: shown, nonce, audience: clientId })
    : signPresentation({ holder, credentials: [card.credential], challenge: nonce, domain: clientId });
}

/** Says no (OpenID4VP 1.0 §8.5). Nothing but the no is sent. */
export const decline = (request: AskedRequest): Promise<Reply> => send(request, { error: 'access_denied' });

async function send({ responseUri, state }: AskedRequest, answer: Record<string, string>): Promise<Reply> {
  const body = new URLSearchParams({ ...answer, ...(state !== undefined && { state }) });
  const response = await fetch(responseUri, { method: 'POST', body, credentials: 'omit' }).catch(() => undefined);
  if (!response) return { taken: false, title: unreachable, code: undefined };

  const reply = (await response.json().catch(() => ({}))) as { redirect_uri?: string; title?: string; code?: string };
  if (!response.ok) return { taken: false, title: reply.title ?? 'The site did not take it.', code: reply.code };
  const next = reply.redirect_uri === undefined ? undefined : URL.parse(reply.redirect_uri);
  return { taken: true, continueAt: next && /^https?:$/.test(next.protocol) ? next.href : undefined };
}
