import assert from 'node:assert/strict';

export interface Answer {
  readonly text: string;
  readonly headers: Headers;
  readonly status: number;
}

interface Links {
  readonly sameDevice: { readonly app: string };
  readonly crossDevice: { readonly app: string };
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

  /** Asks at the first gate of a page; gives back the links for wallets. */
  async ask(page: string): Promise<Links> {
    const { links } = await this.#atGate(page, 'start-url', { returnUrl: page });
    return links as Links;
  }

  async collect(page: string, body: object, headers: Record<string, string> = {}): Promise<Record<string, unknown>> {
    return this.#atGate(page, 'collect-url', body, headers);
  }

  async forget(page: string): Promise<void> {
    await this.#atGate(page, 'forget-url', {});
  }

  /** Goes through the first gate of a page; `answer` is the wallet. */
  async openGate(page: string, answer: (link: string) => Promise<unknown>): Promise<void> {
    const { crossDevice } = await this.ask(page);
    await answer(crossDevice.app);
    assert.equal((await this.collect(page, {})).state, 'accepted');
  }

  async #atGate(page: string, name: string, body: object, headers = {}): Promise<Record<string, unknown>> {
    const { text } = await this.get(page);
    return this.call(attribute(text, name), body, headers);
  }

  /** A call as the browser element makes it. */
  async call(url: string, body: object, headers: Record<string, string> = {}): Promise<Record<string, unknown>> {
    const response = await fetch(new URL(url, this.#home), {
      method: 'POST',
      headers: { ...this.#headers(), origin: this.#home, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    this.#cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? this.#cookie;
    const text = await response.text();
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  }

  #headers(): Record<string, string> {
    return this.#cookie === '' ? {} : { cookie: this.#cookie };
  }
}

const attribute = (html: string, name: string): string =>
  new RegExp(`${name}="([^"]+)"`).exec(html)?.[1]?.replaceAll('&#038;', '&').replaceAll('&amp;', '&') ?? '';
