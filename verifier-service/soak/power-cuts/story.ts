import { issuedCredential, orchard } from '../../../core/test/factories/index.ts';
import { send, type Answer } from '../../test/bed/site-client.ts';
import { limited } from '../../test/bed/visit.ts';
import { makeToken, readRequest } from '../../test/bed/wallet.ts';
import { orchardLounge } from '../shop.ts';
import type { Running } from '../workload.ts';
import { MARK_HEADER } from './steps.ts';

/** What somebody was told of one thing, and the mark of the answer that told it. */
export interface Said {
  readonly mark: string;
  readonly name: string;
  readonly value: string;
}

/** The same after each start, though the port is another one. */
export const PUBLIC_URL = 'https://verifier.example';

/** How many uses a membership has of the offer. */
export const LIMIT = 3;

const DAY = 86_400_000;
const OFFER = 'offer';

interface Visited {
  readonly request: string;
  readonly verification: string;
}

type Body = Answer['body'];
type Tell = (body: Body) => readonly (readonly [name: string, value: string])[];

/** What a site and its members do with a service; each answer is written down with what it promises. */
export class Story {
  readonly said: Said[] = [];
  readonly offered: string[] = [];
  #marks = 0;
  #made = 0;

  /** Makes one call, and notes what its answer says. */
  async ask(made: (headers: Record<string, string>) => Promise<Answer>, tell: Tell = () => []): Promise<Body> {
    const mark = `m${(this.#marks += 1)}`;
    const { status, body } = await made({ [MARK_HEADER]: mark });
    if (status >= 300 && body.code !== 'limit_reached') throw new Error(`${status} ${JSON.stringify(body)}`);
    for (const [name, value] of status >= 300 ? [] : tell(body)) this.said.push({ mark, name, value });
    return body;
  }

  /** A code is changed for a key, which calls are made with from then on. */
  async pair({ site, reach }: Running, code: string): Promise<string> {
    const { key } = await this.ask(
      (headers) =>
        send(reach(`${PUBLIC_URL}/v1/pair`), {
          method: 'POST',
          headers: { ...headers, 'Content-Type': 'application/json', 'Coop-Site-Url': site.site.url },
          body: JSON.stringify({ code }),
        }),
      (body) => [
        [`key ${body.key}`, 'there'],
        ['pairing code', 'used'],
      ],
    );
    return key;
  }

  async putPolicies({ site }: Running): Promise<void> {
    const offer = { ...orchardLounge(), ...limited({ count: LIMIT, per: 'P1Y' }) };
    const lounge = { ...orchardLounge(), purpose: `Open the lounge, ${(this.#made += 1)}` };
    for (const [id, policy] of Object.entries({ [OFFER]: offer, 'members-lounge': lounge })) {
      await this.ask(
        (headers) => site.call('PUT', `/policies/${id}`, policy, headers),
        ({ version }) => [[`policy ${id}`, `version ${version}`]],
      );
    }
  }

  /** A member shows a membership; what the site gets is told. */
  async visit({ site, reach }: Running, policy = 'members-lounge'): Promise<Visited> {
    const asked = { policy, subject: 's_1', returnUrl: `${site.site.url}/lounge` };
    const { id, links } = await this.ask(
      (headers) => site.call('POST', '/presentation-requests', asked, headers),
      (body) => [[`request ${body.id}`, 'open']],
    );
    const link = new URL(links.crossDevice.app);
    link.searchParams.set('request_uri', reach(link.searchParams.get('request_uri') ?? ''));
    const request = await readRequest(link.href);
    const now = Date.now();
    const credential = await issuedCredential({
      issuer: orchard,
      claims: { membershipId: `m_${(this.#made += 1)}` },
      ...{ validFrom: new Date(now - DAY), validUntil: new Date(now + DAY) },
    });
    const vp_token = await makeToken(request, { credential, created: new Date(now) });
    const body = new URLSearchParams({ vp_token, state: request.state });
    await this.ask(
      (headers) => send(reach(request.responseUri), { method: 'POST', body, headers }),
      () => [[`request ${id}`, 'accepted']],
    );
    const { verification } = await this.ask(
      (headers) => site.call('POST', `/presentation-requests/${id}/collect`, {}, headers),
      (told) => [
        [`request ${id}`, 'accepted, collected'],
        [`verification ${told.verification.id}`, 'there'],
      ],
    );
    return { request: id, verification: verification.id };
  }

  /** One more membership that orders are made with. */
  async offer(running: Running): Promise<void> {
    this.offered.push((await this.visit(running, OFFER)).verification);
  }

  /** A visit that is forgotten again: that, too, is promised. */
  async forgottenVisit(running: Running): Promise<void> {
    const { request, verification } = await this.visit(running);
    await this.ask(
      (headers) => running.site.call('DELETE', `/verifications/${verification}`, undefined, headers),
      () => [
        [`verification ${verification}`, 'gone'],
        [`request ${request}`, 'gone'],
      ],
    );
  }

  /** An order: reserved, kept or paid, and two of three given back, so that there is always something left. */
  async order({ site }: Running): Promise<void> {
    const number = (this.#made += 1);
    const verificationId = this.offered[number % this.offered.length]!;
    const reservation = { verificationId, idempotencyKey: `order-${number}`, ttl: number % 2 ? 86_400 : null };
    const tell: Tell = ({ id, state, expiresAt = 'ever' }) => [[`redemption ${id}`, `${state} until ${expiresAt}`]];
    const { id } = await this.ask((headers) => site.call('POST', '/redemptions', reservation, headers), tell);
    const steps = id === undefined ? [] : [number % 4 < 2 ? 'keep' : 'commit', ...(number % 3 ? ['release'] : [])];
    for (const step of steps) {
      await this.ask((headers) => site.call('POST', `/redemptions/${id}/${step}`, undefined, headers), tell);
    }
  }
}
