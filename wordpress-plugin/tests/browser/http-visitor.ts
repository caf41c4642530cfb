import assert from 'node:assert/strict';

/** A visitor without a browser: fetches, and keeps the site's cookie. */
export class HttpVisitor {
  readonly #home: string;
  #cookie = '';

  constructor(home: string) {
    this.#home = home;
  }

  async get(path: string): Promise<{ readonly text: string; readonly headers: Headers }> {
    const response = await fetch(new URL(path, this.#home), { headers: this.#headers() });
    return { text: await response.text(), headers: response.headers };
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
