import { actions } from './actions.ts';
import { ForgetChannel } from './forget-channel.ts';
import { spokenLanguage } from './language.ts';
import { json, parseGrant, parseResult } from './parse-host-answer.ts';
import { Presenter } from './presenter.ts';
import { RequestFlow, type FlowAddresses } from './request-flow.ts';
import { initialState, type RequestState } from './request-state.ts';
import { deliverReturn } from './return-to-element.ts';
import { Screen } from './screen.ts';
import type { ViewContext } from './views/view.ts';
import { watchStatus } from './watch-status.ts';
import { catalogue, type Messages } from './words.ts';

export const tag = 'coop-credential-request';

/** A finger, or a window that is as narrow as a phone's. */
const phone = matchMedia('(pointer: coarse), (max-width: 30em)');

/** `<coop-credential-request>`: README.md beside this file has its attributes, events, slots and parts. */
export class CoopCredentialRequest extends HTMLElement {
  static readonly observedAttributes = ['locale', 'who', 'contact', 'forget-url', 'heading-level'];

  readonly #screen = new Screen(this);
  readonly #emit = (name: string, detail: unknown): boolean =>
    this.dispatchEvent(
      new CustomEvent(`coop-credential-${name}`, { detail, bubbles: true, composed: true, cancelable: true }),
    );
  readonly #presenter = new Presenter({
    screen: this.#screen,
    context: () => this.#context(),
    state: () => this.#flow?.state ?? initialState(),
    look: () => this.#flow?.look(),
    emit: this.#emit,
    opens: () => (this.getRootNode() as Document | ShadowRoot).getElementById(this.getAttribute('opens') ?? ''),
  });
  readonly #act = actions({
    flow: () => this.#flow,
    screen: this.#screen,
    presenter: this.#presenter,
    context: () => this.#context(),
    forgotten: () => {
      this.#forgotten();
      this.#otherTabs.tell(this.#forgetUrl);
    },
  });
  readonly #otherTabs = new ForgetChannel((url) => url === this.#forgetUrl && this.#forgotten());
  #flow: RequestFlow | undefined;
  #messages: Messages | undefined;
  #catalogue = catalogue();
  #listening: AbortController | undefined;

  /** A translation of `messages/en.json`; sentences it lacks stay English. */
  get messages(): Messages | undefined {
    return this.#messages;
  }

  set messages(messages: Messages | undefined) {
    this.#messages = messages;
    this.#catalogue = catalogue(messages);
    this.#draw();
  }

  /** The state's name. */
  get state(): RequestState['name'] {
    return this.#flow?.state.name ?? 'locked';
  }

  connectedCallback(): void {
    this.#takeEarlyProperty();
    this.#flow ??= this.#newFlow();
    this.#draw();
    this.#listen();
    this.#flow.look();
    // Once all elements of the page are there.
    queueMicrotask(() => deliverReturn(tag, this));
  }

  disconnectedCallback(): void {
    this.#listening?.abort();
    this.#otherTabs.close();
    this.#presenter.stop();
    this.#flow?.pause();
  }

  attributeChangedCallback(): void {
    this.#draw();
  }

  /** The wallet brought the visitor back with its one-time code. */
  collectReturned(responseCode: string): void {
    this.#flow?.returned(responseCode);
  }

  /** What the host knows by now of who is in, or was, as `collect-url` answers: the end of it, or that it is back. */
  told(answer: unknown): void {
    const result = parseResult(answer);
    if (result) this.#flow?.told(result);
  }

  #draw(): void {
    if (this.#flow) this.#presenter.draw();
  }

  #newFlow(): RequestFlow {
    const known = json(this.getAttribute('grant'));
    const first = known === undefined ? undefined : (parseResult(known) ?? parseGrant(known));
    return new RequestFlow(initialState(first), () => this.#addresses(), {
      fetch: (url, init) => fetch(url, init),
      watch: (url, skew, listener) =>
        watchStatus(url, skew, listener, {
          fetch: (at, init) => fetch(at, init),
          openEvents: (at) => new EventSource(at),
        }),
      onChange: (state, previous, event) => this.#presenter.changed(state, previous, event),
    });
  }

  /** On return to the page, whatever was missed meanwhile is looked up; in the back-forward cache, nothing runs. */
  #listen(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const on = (target: EventTarget, type: string, act: () => void): void =>
      target.addEventListener(type, act, { signal });
    on(document, 'visibilitychange', () => document.hidden || this.#flow?.look());
    this.#otherTabs.open();
    on(window, 'pageshow', () => {
      this.#otherTabs.open();
      this.#flow?.look();
    });
    on(window, 'pagehide', () => {
      this.#otherTabs.close();
      this.#flow?.pause();
    });
    on(window, 'online', () => {
      this.#presenter.showConnection();
      this.#flow?.online();
    });
    on(window, 'offline', () => this.#presenter.showConnection());
    // Whoever moves on by themselves needs no room kept.
    for (const moved of ['resize', 'scroll', 'click']) on(window, moved, () => this.#presenter.letGoOfRoom());
    on(phone, 'change', () => this.#draw());
  }

  get #forgetUrl(): string {
    return new URL(this.getAttribute('forget-url') ?? '', location.href).href;
  }

  /** Here or in another tab of this site. */
  #forgotten(): void {
    if (this.state !== 'opened') return;
    this.#flow?.forgotten();
    this.#emit('forgotten', {});
    this.#screen.note(this.#catalogue.words.opened.forgotten);
  }

  /** Frameworks may set the property before the element is defined. */
  #takeEarlyProperty(): void {
    const early = Object.getOwnPropertyDescriptor(this, 'messages')?.value as Messages | undefined;
    if (!early) return;
    delete (this as { messages?: Messages }).messages;
    this.messages = early;
  }

  #addresses(): FlowAddresses {
    return {
      startUrl: this.getAttribute('start-url') ?? '',
      collectUrl: this.getAttribute('collect-url') ?? '',
      returnUrl: new URL(this.getAttribute('return-url') ?? page(), location.href).href,
      data: json(this.getAttribute('data')),
    };
  }

  #context(): ViewContext {
    const level = Number(this.getAttribute('heading-level'));
    const language = this.closest('[lang]')?.getAttribute('lang') ?? undefined;
    return {
      catalogue: this.#catalogue,
      language: spokenLanguage(this.getAttribute('locale') ?? language, this.#messages !== undefined),
      attribute: (name) => this.getAttribute(name),
      headingTag: `h${level > 1 && level < 7 ? level : 2}` as ViewContext['headingTag'],
      pageDirection: getComputedStyle(this).direction,
      page: page(),
      phone: phone.matches,
      asking: this.#presenter.asking,
      act: this.#act,
    };
  }
}

const page = (): string => location.origin + location.pathname + location.search;
