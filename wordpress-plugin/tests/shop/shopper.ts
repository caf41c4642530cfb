import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { newWallet, type Coop, type Wallet } from '../bed/wallet.ts';
import type { Shop } from './start-shop.ts';

export interface Cart {
  readonly coupons: readonly { readonly code: string }[];
  readonly totals: { readonly total_price: string; readonly total_tax: string; readonly total_discount: string };
  readonly errors: readonly { readonly code: string; readonly message: string }[];
  readonly extensions: { readonly 'coop-credentials': { readonly offers: readonly OfferPanel[] } };
}

interface OfferPanel {
  readonly id: number;
  readonly code: string;
  readonly state: string;
  readonly message: string;
  readonly links?: readonly { readonly text: string; readonly url: string }[];
  readonly element: Readonly<Record<string, string>>;
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

interface Placed {
  readonly order_id?: number;
  readonly status?: string;
  readonly code?: string;
  readonly message?: string;
  readonly data?: { readonly cart?: Cart };
}

/** A member of a co-op: one membership, which may be in several wallets. */
export interface Member {
  readonly membershipId: string;
  readonly wallet: Wallet;
}

export const newMember = async (membershipId: string = randomUUID()): Promise<Member> => ({
  membershipId,
  wallet: await newWallet(),
});

/** A guest or a customer without a browser: keeps cookies, and talks to the Store API as WooCommerce's blocks do. */
export class Shopper {
  readonly #shop: Shop;
  readonly #cookies = new Map<string, string>();
  #nonce = '';
  /** Names this basket without a cookie. */
  cartToken = '';

  constructor(shop: Shop) {
    this.#shop = shop;
  }

  /** The same browser's membership with a basket of its own, as in another profile with copied cookies. */
  inAnotherSession(): Shopper {
    const other = new Shopper(this.#shop);
    for (const [name, value] of this.#cookies)
      if (name.startsWith('wp-postpass_coop_')) other.#cookies.set(name, value);
    return other;
  }

  async cart(): Promise<Cart> {
    return (await this.#store<Cart>('GET', 'cart')).body;
  }

  async put(product: number, quantity = 1): Promise<void> {
    await this.cart();
    const { status } = await this.#store('POST', 'cart/add-item', { id: product, quantity });
    assert.equal(status, 201);
  }

  type(code: string): Promise<Answer<{ code?: string; message?: string }>> {
    return this.#store('POST', 'cart/apply-coupon', { code });
  }

  takeOff(code: string): Promise<Answer<Cart>> {
    return this.#store('POST', 'cart/remove-coupon', { code });
  }

  /** Says “look again”, with whatever else somebody might want to say. */
  async lookAgain(data: object = {}): Promise<Cart> {
    return (await this.#store<Cart>('POST', 'cart/extensions', { namespace: 'coop-credentials', data })).body;
  }

  /** Shows a membership for the offer with that code, and has the basket look again. */
  async present(code: string, coop: Coop, { membershipId, wallet }: Member): Promise<Cart> {
    const offer = panelOf(await this.cart(), code);
    const started = await this.#post(offer.element['start-url'] ?? '', { returnUrl: this.#shop.cart });
    assert.equal(started.status, 201, JSON.stringify(started.body));
    const { links } = started.body as { links: { crossDevice: { app: string } } };
    await wallet.answer(links.crossDevice.app, await coop.issue(wallet, { membershipId }));
    const collected = await this.#post(offer.element['collect-url'] ?? '', {});
    assert.equal((collected.body as { state: string }).state, 'accepted', JSON.stringify(collected.body));
    return this.lookAgain();
  }

  forget(code: string, cart: Cart): Promise<Answer<unknown>> {
    return this.#post(panelOf(cart, code).element['forget-url'] ?? '', {});
  }

  checkout({ email = 'guest@example.org', method = 'bacs' } = {}): Promise<Answer<Placed>> {
    return this.#store('POST', 'checkout', { ...order(email), payment_method: method });
  }

  /** Puts something in and orders, both in one request; gives back the order's id. */
  async orderInOneGo(product: number): Promise<number> {
    const call = (path: string, body: object): object => ({
      ...{ path: `/wc/store/v1/${path}`, method: 'POST', headers: { nonce: this.#nonce }, body },
    });
    const { status, body } = await this.#store<{ responses: { body: Placed }[] }>('POST', 'batch', {
      requests: [
        call('cart/add-item', { id: product, quantity: 1 }),
        call('checkout', { ...order('one-go@example.org'), payment_method: 'bacs' }),
      ],
    });
    assert.equal(status, 207, JSON.stringify(body));
    return body.responses[1]?.body.order_id ?? assert.fail(JSON.stringify(body));
  }

  /** Pays for an order that is there already, through the Store API. */
  pay(id: number, key: string, email = 'guest@example.org'): Promise<Answer<Placed>> {
    return this.#store('POST', `checkout/${id}`, {
      ...order(email),
      ...{ key, billing_email: email, payment_method: 'bacs' },
    });
  }

  /** A page, or a form of the classic pages. */
  async page(url: string, form?: Record<string, string>): Promise<{ status: number; text: string; location: string }> {
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      headers: this.#headers(),
      redirect: 'manual',
      ...(form && { body: new URLSearchParams(form) }),
    });
    this.#keep(response);
    return { status: response.status, text: await response.text(), location: response.headers.get('location') ?? '' };
  }

  async logIn(user: string, password: string): Promise<void> {
    await this.page(`${this.#shop.url}/wp-login.php`);
    await this.page(`${this.#shop.url}/wp-login.php`, { log: user, pwd: password, testcookie: '1' });
    this.#nonce = '';
  }

  /** A form on another site that sends itself: SameSite keeps our cookies from it, and lets them go with the page after it. */
  async loggedInByAnotherSite(user: string, password: string): Promise<void> {
    const own = new Map(this.#cookies);
    this.#cookies.clear();
    await this.page(`${this.#shop.url}/wp-login.php`, { log: user, pwd: password });
    for (const [name, value] of own) if (!this.#cookies.has(name)) this.#cookies.set(name, value);
    await this.page(this.#shop.cart);
    this.#nonce = '';
  }

  async #store<T>(method: string, path: string, body?: object): Promise<Answer<T>> {
    const response = await fetch(`${this.#shop.url}/wp-json/wc/store/v1/${path}`, {
      method,
      headers: { ...this.#headers(), nonce: this.#nonce, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    this.#keep(response);
    this.#nonce = response.headers.get('nonce') ?? this.#nonce;
    this.cartToken = response.headers.get('cart-token') ?? this.cartToken;
    return { status: response.status, body: (await response.json()) as T };
  }

  async #post(url: string, body: object): Promise<Answer<unknown>> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...this.#headers(), origin: this.#shop.url, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    this.#keep(response);
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  #headers(): Record<string, string> {
    return { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }

  #keep(response: Response): void {
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.#cookies.set(name, value);
    }
  }
}

export const panelOf = (cart: Cart, code: string): OfferPanel => {
  const found = cart.extensions['coop-credentials'].offers.find((offer) => offer.code === code);
  assert.ok(found, `no offer ${code}`);
  return found;
};

export const codesOf = (cart: Cart): string[] => cart.coupons.map(({ code }) => code);

const order = (email: string): object => {
  const address = {
    ...{ first_name: 'Ada', last_name: 'Member', address_1: '1 Mill Lane', city: 'Leeds', postcode: 'LS1 4AP' },
    ...{ country: 'GB', state: '', company: '', address_2: '', phone: '' },
  };
  return { billing_address: { ...address, email }, shipping_address: address };
};
