/** What a call answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Record<string, unknown>;
}

/** Somebody logged in to wp-admin who makes its REST calls: with their cookie, and with or without its nonce. */
export class AdminCaller {
  readonly #rest: string;
  readonly #cookie: string;
  readonly #nonce: string;

  private constructor(rest: string, cookie: string, nonce: string) {
    this.#rest = rest;
    this.#cookie = cookie;
    this.#nonce = nonce;
  }

  static async logIn(site: string, name = 'admin', password = 'admin-password'): Promise<AdminCaller> {
    const answer = await fetch(`${site}/wp-login.php`, {
      method: 'POST',
      headers: { cookie: 'wordpress_test_cookie=WP%20Cookie%20check' },
      body: new URLSearchParams({ log: name, pwd: password, testcookie: '1' }),
      redirect: 'manual',
    });
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    if (!cookie.includes('wordpress_logged_in')) throw new Error(`${name} cannot log in: ${answer.status}`);
    const nonce = await fetch(`${site}/wp-admin/admin-ajax.php?action=rest-nonce`, { headers: { cookie } });
    return new AdminCaller(`${site}/wp-json/coop-credentials/v1`, cookie, await nonce.text());
  }

  call(method: string, path: string, body?: object): Promise<Answer> {
    return this.#send(method, path, body, { 'x-wp-nonce': this.#nonce });
  }

  /** As a page elsewhere could make it. */
  callWithoutNonce(method: string, path: string, body?: object): Promise<Answer> {
    return this.#send(method, path, body, {});
  }

  async #send(method: string, path: string, body: object | undefined, more: Record<string, string>): Promise<Answer> {
    const { status, headers, ...response } = await fetch(`${this.#rest}${path}`, {
      method,
      headers: { cookie: this.#cookie, ...(body && { 'content-type': 'application/json' }), ...more },
      ...(body && { body: JSON.stringify(body) }),
    }).then(async (answer) => ({ status: answer.status, headers: answer.headers, text: await answer.text() }));
    const isJson = /json/.test(headers.get('content-type') ?? '');
    return { status, headers, ...response, json: (isJson ? JSON.parse(response.text) : {}) as Answer['json'] };
  }
}
