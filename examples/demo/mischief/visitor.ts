import type { GateName } from '../site/policies.ts';

/** What the site answered to a call from a page. */
export interface SiteAnswer {
  readonly status: number;
  readonly body: {
    readonly state?: string;
    readonly code?: string;
    readonly problem?: Refusal;
    readonly [rest: string]: unknown;
  };
}

export interface Refusal {
  readonly code: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** A browser at the site's doors, with a cookie of its own, that does what its owner wants and not what pages say. */
export class Visitor {
  readonly #origin: string;
  #cookie = '';

  constructor(siteOrigin: string) {
    this.#origin = siteOrigin;
  }

  async askAt(gate: GateName): Promise<{ readonly links: { readonly sameDevice: { readonly app: string } } }> {
    const { status, body } = await this.#post(`/gates/${gate}/start`, {});
    if (status !== 201) throw new Error(`The site did not ask: ${String(body.code)}`);
    return body as unknown as { links: { sameDevice: { app: string } } };
  }

  /** Says to the site “I am back”, with any code and any claim about how it went. */
  comeBack(gate: GateName, claims: { readonly responseCode?: string; readonly state?: string }): Promise<SiteAnswer> {
    return this.#post(`/gates/${gate}/collect`, claims);
  }

  /** What decides in the end: does the page show what is behind the door? */
  async isInside(): Promise<boolean> {
    const page = await fetch(`${this.#origin}/lounge`, { headers: { Cookie: this.#cookie } });
    return (await page.text()).includes('id="welcome-in"');
  }

  async putIntoBasket(product: string): Promise<void> {
    await this.#submit('/basket', { product, change: 'add' });
  }

  /** The other thing that a membership opens: is the price on the page a lower one? */
  async hasDiscount(): Promise<boolean> {
    return (await this.#basket()).includes('class="off"');
  }

  /** Presses “Order and pay”. */
  async orderWithDiscount(): Promise<boolean> {
    const basket = await this.#basket();
    const field = (name: string) => new RegExp(`name="${name}"\\s+value="([^"]*)"`).exec(basket)?.[1] ?? '';
    const where = await this.#submit('/orders', { number: field('number'), total: field('total') });
    return basket.includes('class="off"') && where === `/orders/${field('number')}`;
  }

  async #basket(): Promise<string> {
    return (await fetch(`${this.#origin}/basket`, { headers: { Cookie: this.#cookie } })).text();
  }

  /** @returns where the site leads to */
  async #submit(path: string, fields: Readonly<Record<string, string>>): Promise<string> {
    const response = await fetch(this.#origin + path, {
      method: 'POST',
      headers: { Cookie: this.#cookie },
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });
    this.#cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? this.#cookie;
    return response.headers.get('Location') ?? '';
  }

  async #post(path: string, body: unknown): Promise<SiteAnswer> {
    const response = await fetch(this.#origin + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: this.#cookie },
      body: JSON.stringify(body),
    });
    this.#cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? this.#cookie;
    return { status: response.status, body: (await response.json()) as SiteAnswer['body'] };
  }
}
