import assert from 'node:assert/strict';

export interface Answer {
  readonly text: string;
  readonly headers: Headers;
  readonly status: number;
}

/** A visitor without a browser: fetches, and keeps the site's cookie. */
export class HttpVisitor {
  readonly #home: string;
  readonly #via: string;
  #cookie = '';

  /** `via` is what stands in front of the site, such as a cache. */
  constructor(home: string, via = home) {
    this.#home = home;
    this.#via = via;
  }

  get cookie(): string {
    return this.#cookie;
  }

  async get(path: string): Promise<Answer> {
    return this.#fetch(path, {});
  }

  async post(path: string, body: string | URLSearchParams, type?: string): Promise<Answer> {
    return this.#fetch(path, { method: 'POST', body, headers: type === undefined ? {} : { 'content-type': type } });
  }

  async #fetch(path: string, { headers, ...options }: RequestInit & { headers?: object }): Promise<Answer> {
    const { pathname, search } = new URL(path, this.#home);
    const response = await fetch(new URL(pathname + search, this.#via), {
      ...options,
      headers: { ...this.#headers(), ...headers },
    });
    return { text: await response.text(), headers: response.headers, status: response.status };
  }

  /** Goes through the first gate of a page; `answer` is the wallet. */
  async openGate(page: string, answer: (link: string) => Promise<unknown>): Promise<void> {
    const { text } = await this.get(page);
    const { links } = (await this.#post(attribute(text, 'start-url'), { returnUrl: page })) as {
      links: { crossDevice: { app: string } };
    };
    await answer(links.crossDevice.app);
    const collected = await this.#post(attribute(text, 'collect-url'), {});
    assert.equal((collected as { state: string }).state, 'accepted');
  }

  async #post(url: string, body: object): Promise<unknown> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...this.#headers(), origin: this.#home, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    this.#cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? this.#cookie;
    return response.json();
  }

  #headers(): Record<string, string> {
    return this.#cookie === '' ? {} : { cookie: this.#cookie };
  }
}

const attribute = (html: string, name: string): string =>
  new RegExp(`${name}="([^"]+)"`).exec(html)?.[1]?.replaceAll('&#038;', '&').replaceAll('&amp;', '&') ?? '';
