// A stand-in for the verifier service and a host site, for the element alone; the real service is run with it by the demo's browser tests.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { bundleClient } from '../../../scripts/client-bundle.ts';

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly delay?: number;
}

export interface Received {
  readonly path: string;
  readonly body: unknown;
}

/** The shortest link a real service makes is about as long. */
const appLink =
  'openid4vp://?client_id=decentralized_identifier%3Adid%3Aweb%3Averifier.example%3Asites%3Asite_4Jt2Vh8Qm1&request_uri=https%3A%2F%2Fverifier.example%2Fwallet%2Fopenid4vp%2Frequest%2F';

export class StandIn {
  readonly received: Received[] = [];
  start: Answer = { status: 201 };
  collect: Answer = { status: 200 };
  forget: Answer = { status: 204 };
  extendBy = 300_000;
  /** `silent` holds events back as a proxy does; `broken` answers them with an error. */
  events: 'working' | 'silent' | 'broken' = 'working';
  status: Record<string, unknown> = { state: 'open' };
  expiresAt = Date.now() + 300_000;
  polls = 0;
  statusDown = false;
  /** What the page around the element holds. */
  page = '';
  readonly #site: Server;
  readonly #service: Server;
  readonly #streams = new Set<ServerResponse>();
  #script = '';

  constructor() {
    this.#site = createServer((request, response) => void this.#atSite(request, response));
    this.#service = createServer((request, response) => this.#atService(request, response));
  }

  async listen(): Promise<void> {
    this.#script = (await bundleClient()).text;
    for (const server of [this.#site, this.#service]) {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    }
  }

  close(): void {
    for (const server of [this.#site, this.#service]) {
      server.closeAllConnections();
      server.close();
    }
  }

  get url(): string {
    return origin(this.#site);
  }

  /** The answer of `start-url`, as the service gives it. */
  request(changes: { readonly crossDevice?: object | null } = {}): unknown {
    const crossDevice =
      changes.crossDevice === undefined ? { app: `${appLink}c_9Qz`, matchCode: '48 21' } : changes.crossDevice;
    return {
      id: 'pr_1',
      state: 'open',
      expiresAt: new Date(this.expiresAt).toISOString(),
      links: {
        sameDevice: { app: `${appLink}s_7Lp`, web: [{ name: 'Co-op wallet', url: `${this.url}/wallet?x=1` }] },
        ...(crossDevice && { crossDevice }),
      },
      browser: { statusUrl: `${origin(this.#service)}/b/token` },
      ask: {
        site: 'Autumn Community',
        purpose: 'Open the members’ lounge',
        claims: ['membershipClass', 'memberOf'],
        grantFor: 'P30D',
        issuers: [
          { id: 'did:web:harvest.example', name: 'Harvest Co-op' },
          { id: 'did:web:orchard.example', name: 'Orchard Housing Co-op' },
        ],
      },
    };
  }

  /** The service has news. */
  tell(status: Record<string, unknown>): void {
    this.status = status;
    for (const stream of this.#streams) this.#send(stream);
  }

  calls(path: string): Received[] {
    return this.received.filter((call) => call.path === path);
  }

  #send(stream: ServerResponse): void {
    stream.write(`event: state\ndata: ${JSON.stringify(this.#state)}\n\n`);
  }

  get #state(): unknown {
    return { expiresAt: new Date(this.expiresAt).toISOString(), ...this.status };
  }

  async #atSite(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', this.url).pathname;
    if (path === '/client.js') return void response.setHeader('content-type', 'text/javascript').end(this.#script);
    if (path === '/favicon.ico') return void response.writeHead(204).end();
    if (request.method === 'GET') return this.#sendPage(response);
    this.received.push({ path, body: await json(request) });
    const answer = { '/start': this.start, '/collect': this.collect, '/forget': this.forget }[path] ?? { status: 404 };
    const body = answer.body ?? (path === '/start' ? this.request() : undefined);
    if (answer.delay) await new Promise((resolve) => setTimeout(resolve, answer.delay));
    response.writeHead(answer.status, {
      'content-type': answer.status < 400 ? 'application/json' : 'application/problem+json',
    });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  }

  #sendPage(response: ServerResponse): void {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    // As strict as a host can be: no inline script, no inline style.
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-page'; connect-src 'self' ${origin(this.#service)}`,
    );
    response.end(this.page);
  }

  #atService(request: IncomingMessage, response: ServerResponse): void {
    response.setHeader('access-control-allow-origin', this.url);
    if (request.url === '/b/token/extend' && request.method === 'POST') {
      this.expiresAt += this.extendBy;
      return void response.end(JSON.stringify({ expiresAt: new Date(this.expiresAt).toISOString() }));
    }
    if (this.statusDown) return void response.destroy();
    if (!request.headers.accept?.includes('text/event-stream')) {
      this.polls += 1;
      return void response.setHeader('content-type', 'application/json').end(JSON.stringify(this.#state));
    }
    if (this.events === 'broken') return void response.writeHead(502).end();
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).flushHeaders();
    if (this.events === 'silent') return;
    this.#streams.add(response);
    response.on('close', () => this.#streams.delete(response));
    this.#send(response);
  }
}

function origin(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function json(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? undefined : JSON.parse(text);
}
