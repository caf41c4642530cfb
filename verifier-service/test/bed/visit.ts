import type { TestService } from './service.ts';
import type { Answer, SiteClient } from './site-client.ts';
import { answer, type AnswerOverrides } from './wallet.ts';

/** A member shows a membership to a site, from opening to collecting; the verification that the site got. */
export async function visit(
  service: Pick<TestService, 'clock'>,
  site: SiteClient,
  shown: Partial<AnswerOverrides> = {},
): Promise<Answer['body']> {
  const { id, links } = await site.open();
  const answered = await answer(links.crossDevice.app, { created: service.clock(), ...shown });
  const collected = await site.collect(id);
  if (!collected.body.verification) throw new Error(JSON.stringify([answered.body, collected.body]));
  return collected.body.verification;
}

/** A policy's members for a limit of its own, or of a programme. */
export const limited = (limit: object) => ({ identify: 'membership', limit });

/** Reserves under that idempotency key. */
export const reserve = (
  { call }: SiteClient,
  { id }: { readonly id: string },
  idempotencyKey: string,
  ttl: number | null = 900,
): Promise<Answer> => call('POST', '/redemptions', { verificationId: id, idempotencyKey, ttl });
