import assert from 'node:assert/strict';
import type { Bed } from '../bed/bed.ts';
import { phpString, wpEval } from '../bed/wp-eval.ts';

/** Somebody with an account who is logged in, without a browser. */
export class Account {
  readonly #bed: Bed;
  readonly #name: string;
  readonly #cookies = new Map<string, string>();

  private constructor(bed: Bed, name: string) {
    this.#bed = bed;
    this.#name = name;
  }

  static async logIn(bed: Bed, name: string, password: string): Promise<Account> {
    const account = new Account(bed, name);
    const { headers } = await account.#fetch('/wp-login.php', new URLSearchParams({ log: name, pwd: password }));
    for (const line of headers.getSetCookie()) {
      const [, cookie = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      account.#cookies.set(cookie, value);
    }
    assert.ok([...account.#cookies.keys()].some((cookie) => cookie.startsWith('wordpress_logged_in_')));
    return account;
  }

  async get(path: string): Promise<string> {
    return (await this.#fetch(path)).text();
  }

  async post(path: string, body: Readonly<Record<string, string>>): Promise<string> {
    return (await this.#fetch(path, new URLSearchParams(body))).text();
  }

  /** One that this session may send; pages print it for some roles and in some versions. */
  nonce(action: string): string {
    const session = [...this.#cookies].find(([cookie]) => cookie.startsWith('wordpress_logged_in_'))?.[1] ?? '';
    return wpEval(
      this.#bed,
      `$_COOKIE[ LOGGED_IN_COOKIE ] = urldecode( ${phpString(session)} );
      wp_set_current_user( get_user_by( 'login', ${phpString(this.#name)} )->ID );
      return wp_create_nonce( ${phpString(action)} );`,
    ) as string;
  }

  #fetch(path: string, body?: URLSearchParams): Promise<Response> {
    const cookie = [...this.#cookies].map((pair) => pair.join('=')).join('; ');
    return fetch(new URL(path, this.#bed.url), {
      headers: { cookie },
      redirect: 'manual',
      ...(body && { method: 'POST', body }),
    });
  }
}
