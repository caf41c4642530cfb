import { collect, extend, start, type Fetch, type Outcome } from './host-calls.ts';
import type { Grant, PresentationRequest, Refusal, Status } from './presentation-request.ts';
import { next, type RequestEvent, type RequestState } from './request-state.ts';
import { rememberStart } from './response-code.ts';
import type { Watch, WatchListener } from './watch-status.ts';

export interface FlowPorts {
  readonly fetch: Fetch;
  readonly watch: (url: string, skew: number, listener: WatchListener) => Watch;
  readonly onChange: (state: RequestState, previous: RequestState, event: RequestEvent) => void;
}

export interface FlowAddresses {
  readonly startUrl: string;
  readonly collectUrl: string;
  readonly returnUrl: string;
  readonly data?: unknown;
}

/** Waits between tries to collect, while another tab or the network may still settle it. */
const collectAgainAfter = [500, 1000, 2000, 4000];

/** The state machine's hands: calls, the browser channel, collecting. One request at a time. */
export class RequestFlow {
  #state: RequestState;
  readonly #ports: FlowPorts;
  readonly #addresses: () => FlowAddresses;
  /** Counts requests, so that an answer to an earlier one is recognised as late. */
  #round = 0;
  #watch: Watch | undefined;
  #skew = 0;
  #statusUrl = '';
  #responseCode: string | undefined;
  #collecting = false;

  constructor(first: RequestState, addresses: () => FlowAddresses, ports: FlowPorts) {
    this.#state = first;
    this.#addresses = addresses;
    this.#ports = ports;
  }

  get state(): RequestState {
    return this.#state;
  }

  async start(): Promise<void> {
    if (!this.#send({ type: 'started' })) return;
    this.#newRound();
    const round = this.#round;
    const { startUrl, returnUrl, data } = this.#addresses();
    rememberStart(startUrl);
    const outcome: Outcome<PresentationRequest> = await start(this.#ports.fetch, startUrl, { returnUrl, data });
    if (round !== this.#round) return;
    if ('refusal' in outcome) return void this.#send({ type: 'refused', refusal: outcome.refusal, retry: 'start' });
    this.#skew = outcome.skew;
    this.#statusUrl = outcome.value.statusUrl;
    this.#send({ type: 'requested', request: outcome.value });
    this.#listen();
  }

  /** The wallet brought the visitor back with its one-time code. */
  returned(responseCode: string): void {
    if (this.#state.name === 'opened') return;
    this.#newRound();
    this.#responseCode = responseCode;
    this.#send({ type: 'returned' });
    void this.#collect();
  }

  /** Tries to collect once more, after a refusal that was not the member's. */
  retry(): void {
    if (this.#send({ type: 'retried' })) void this.#collect();
    else void this.start();
  }

  /** Whether more time was given; the refusal, where the request is over, becomes the state. */
  async extend(): Promise<boolean> {
    const round = this.#round;
    const before = this.#state.name === 'asking' ? this.#state.expiresAt : Infinity;
    const outcome = await extend(this.#ports.fetch, this.#statusUrl, this.#skew);
    if (round !== this.#round) return false;
    if ('value' in outcome) {
      this.#send({ type: 'extended', expiresAt: outcome.value });
      return outcome.value > before;
    }
    this.#watch?.look();
    return false;
  }

  leave(): void {
    this.#newRound();
    this.#send({ type: 'left' });
  }

  forgotten(): void {
    this.#newRound();
    this.#send({ type: 'forgotten' });
  }

  /** The host knows better by now: what was open has ended, or is open again. */
  told(result: Grant | Refusal): void {
    const { name } = this.#state;
    if (name !== 'opened' && name !== 'refused') return;
    if ('code' in result) this.#send({ type: 'ended', refusal: result });
    else if (name === 'refused') this.#send({ type: 'accepted', grant: result });
  }

  /** Back online: what waited for the network goes on by itself. */
  online(): void {
    if (this.#state.name === 'refused' && this.#state.retry === 'collect') this.retry();
    else this.look();
  }

  /** On return to the page, from the back-forward cache, when the time is up. */
  look(): void {
    const { name } = this.#state;
    if (name === 'asking' || (name === 'checking' && !this.#collecting)) {
      if (!this.#watch && this.#statusUrl) this.#listen();
      this.#watch?.look();
    }
  }

  /** Lets go of the network: the element was removed, or the page went into the back-forward cache. */
  pause(): void {
    this.#watch?.close();
    this.#watch = undefined;
  }

  #newRound(): void {
    this.#round += 1;
    this.#collecting = false;
    this.#responseCode = undefined;
    this.#statusUrl = '';
    this.pause();
  }

  #listen(): void {
    this.#watch = this.#ports.watch(this.#statusUrl, this.#skew, {
      onStatus: (status) => this.#heard(status),
      onConnection: (connected) => this.#send({ type: 'connection', connected }),
      onGone: (refusal) => this.#refuse(refusal, 'start'),
    });
  }

  #heard({ state, expiresAt, code }: Status): void {
    if (state === 'open') {
      if (expiresAt !== undefined) this.#send({ type: 'extended', expiresAt });
      if (code) this.#missed({ code, params: {} });
    } else if (state === 'answered') {
      this.#send({ type: 'answered', elsewhere: true });
    } else if (state === 'accepted' || state === 'rejected') {
      this.#send({ type: 'answered', elsewhere: false });
      void this.#collect(code);
    } else {
      this.#refuse({ code: `request_${state}`, params: {} }, 'start');
    }
  }

  /** An answer that did not count leaves the request open, except where no further one can count. */
  #missed(refusal: Refusal): void {
    if (refusal.code === 'too_many_tries') this.#refuse(refusal, 'start');
    else this.#send({ type: 'missed', refusal });
  }

  async #collect(toldCode?: string): Promise<void> {
    if (this.#collecting) return;
    this.#collecting = true;
    this.pause();
    const round = this.#round;
    const outcome = await this.#collectPatiently(round);
    if (round !== this.#round) return;
    this.#collecting = false;
    if ('value' in outcome) return void this.#send({ type: 'accepted', grant: outcome.value });
    const refusal = outcome.again && toldCode ? { code: toldCode, params: {} } : outcome.refusal;
    this.#refuse(refusal, outcome.again && !toldCode ? 'collect' : 'start');
  }

  async #collectPatiently(round: number): Promise<Outcome<Grant>> {
    const { collectUrl } = this.#addresses();
    for (const wait of collectAgainAfter) {
      const outcome = await collect(this.#ports.fetch, collectUrl, this.#responseCode);
      if ('value' in outcome || !outcome.again || round !== this.#round) return outcome;
      this.#send({ type: 'connection', connected: outcome.refusal.code !== 'service_unreachable' });
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
    return collect(this.#ports.fetch, collectUrl, this.#responseCode);
  }

  #refuse(refusal: Refusal, retry: 'collect' | 'start'): void {
    if (retry === 'start') this.pause();
    this.#send({ type: 'refused', refusal, retry });
  }

  /** Whether the event changed anything. */
  #send(event: RequestEvent): boolean {
    const previous = this.#state;
    this.#state = next(previous, event);
    if (this.#state === previous) return false;
    this.#ports.onChange(this.#state, previous, event);
    return true;
  }
}
