import express, { type Request, type Router } from 'express';
import { notFound } from '../web/not-found.ts';
import { priceBasket, type PricedBasket } from './basket.ts';
import { orderPage } from './pages/order-page.ts';
import { sitePage, type Visit } from './pages/site-page.ts';
import { liveGrant, newOrderNumber, type Grant, type Session, type Sessions } from './sessions.ts';
import { askUsesLeft } from './uses-left.ts';
import { VerifierProblem, type Redemption, type VerifierClient } from './verifier-client.ts';

/** What was bought, with invented money. */
export interface Order {
  readonly number: string;
  readonly basket: PricedBasket;
  /** The use of the discount that the order took; none at full price. */
  readonly redemptionId?: string;
  readonly grant?: Grant;
  state: 'paid' | 'refunded' | 'refund failed';
}

/** Seconds that paying may take before a reserved discount goes back by itself. */
const payWithin = 900;

/**
 * Placing an order, and its refund. The discount is given only against a use that the ledger reserved: where there is
 * none left, or the service cannot be asked, the discount goes and the visitor sees the full price before paying it.
 */
export function orderRoutes({
  sessions,
  verifier,
  visit,
}: {
  readonly sessions: Sessions;
  readonly verifier: VerifierClient;
  readonly visit: (request: Request) => Visit;
}): Router {
  const router = express.Router();
  const readForm = express.urlencoded({ extended: false, limit: '1kb' });

  router.post('/orders', readForm, async (request, response) => {
    const { number, total } = (request.body ?? {}) as { number?: unknown; total?: unknown };
    const session = sessions.read(request);
    const placing = session.ordering.then(() => place(session, String(number), Number(total)));
    session.ordering = placing.catch(() => undefined);
    response.redirect(303, (await placing) ? `/orders/${String(number)}` : '/basket');
  });

  router.get('/orders/:number', (request, response) => {
    const about = visit(request);
    const order = about.session.orders.get(request.params.number);
    if (order) response.send(orderPage(about, order));
    else {
      const main = notFound('the shop');
      response.status(404).send(sitePage({ ...about, title: 'Nothing here', path: '/orders', main }));
    }
  });

  router.post('/orders/:number/refund', readForm, async (request, response) => {
    const session = sessions.read(request);
    const order = session.orders.get(request.params.number);
    if (order && order.state !== 'refunded') {
      await refund(order);
      await askUsesLeft(verifier, session, 'neighbour-discount');
    }
    response.redirect(303, order ? `/orders/${order.number}` : '/basket');
  });

  return router;

  /** @returns false where nothing was bought, because the price is not the one that was shown any more */
  async function place(session: Session, number: string, shownTotal: number): Promise<boolean> {
    if (session.orders.has(number)) return true;
    const grant = liveGrant(session, 'neighbour-discount');
    const basket = priceBasket(session.basket, grant !== undefined);
    if (number !== session.orderNumber || basket.lines.length === 0 || basket.total !== shownTotal) return false;

    session.orderNumber = newOrderNumber();
    const redemption = grant && (await use(grant, number));
    if (grant && !redemption) return false;
    const paid = redemption && { redemptionId: redemption.id, grant };
    session.orders.set(number, { number, basket, ...paid, state: 'paid' });
    session.basket.clear();
    return true;
  }

  /** Reserves one use, and commits it once the order is paid, which invented money is at once. */
  async function use(grant: Grant, number: string): Promise<Redemption | undefined> {
    try {
      const { verificationId } = grant;
      const reserved = await verifier.reserve({ verificationId, idempotencyKey: `order ${number}`, ttl: payWithin });
      const committed = await verifier.changeRedemption(reserved.id, 'commit');
      grant.left = committed;
      return committed;
    } catch (error) {
      // What was reserved and not committed goes back by itself.
      if (!(error instanceof VerifierProblem)) throw error;
      grant.problem = error.problem;
      return undefined;
    }
  }

  /** The money goes back only together with the use of the discount. */
  async function refund(order: Order): Promise<void> {
    const { grant, redemptionId } = order;
    try {
      if (grant && redemptionId !== undefined) {
        grant.left = await verifier.changeRedemption(redemptionId, 'release');
        grant.problem = undefined;
      }
      order.state = 'refunded';
    } catch (error) {
      if (!(error instanceof VerifierProblem)) throw error;
      order.state = 'refund failed';
    }
  }
}
