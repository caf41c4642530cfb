import { Countdown } from './countdown.ts';
import type { RequestEvent, RequestState } from './request-state.ts';
import type { Screen } from './screen.ts';
import { describe } from './views/describe-problem.ts';
import type { AskingUi, ViewContext } from './views/view.ts';
import { fill } from './words.ts';

/** What takes less than this is shown without "Checking…" (UX.md). */
const patience = 400;
/** After this the visitor is told that the answer went to another tab. */
const elsewhereAfter = 4000;
const folded: AskingUi = { otherCode: false, linkShown: false };

export interface PresenterPorts {
  readonly screen: Screen;
  readonly context: () => ViewContext;
  readonly state: () => RequestState;
  /** Looks at the service now. */
  readonly look: () => void;
  /** Tells the page. `false` when the page sees to focus itself. */
  readonly emit: (name: string, detail: unknown) => boolean;
  /** The element of the page that opened, if the host named one. */
  readonly opens: () => HTMLElement | null;
}

/** Turns changes of state into screens, words said aloud, focus and events. */
export class Presenter {
  asking = folded;
  readonly #ports: PresenterPorts;
  readonly #countdown: Countdown;
  #later: ReturnType<typeof setTimeout> | undefined;
  /** The short wait is over, and then the longer one. */
  #waited: 'no' | 'short' | 'long' = 'long';

  constructor(ports: PresenterPorts) {
    this.#ports = ports;
    this.#countdown = new Countdown({
      onTick: (left, soon) => ports.screen.showTime(this.#timeText(left), soon),
      onSoon: (left) => this.#say(fill(this.#words.asking.endsSoon, { time: ports.context().language.timeLeft(left) })),
      onEnd: (first) => {
        if (first) this.#say(this.#words.asking.timeUp);
        ports.look();
      },
    });
  }

  stop(): void {
    clearTimeout(this.#later);
    this.#countdown.stop();
  }

  /** Draws the state anew: other words, other attributes, another device. */
  draw(): void {
    const state = this.#ports.state();
    if (state.name === 'opening' || this.#waited === 'no') return;
    const shown = state.name === 'checking' && this.#waited !== 'long' ? { ...state, elsewhere: false } : state;
    this.#ports.screen.show(this.#ports.context(), shown);
    if (state.name === 'asking') this.#countdown.until(state.expiresAt);
  }

  changed(state: RequestState, previous: RequestState, event: RequestEvent): void {
    if (event.type === 'connection') return this.showConnection();
    if (event.type === 'extended' && state.name === 'asking') return this.#countdown.until(state.expiresAt);
    if (state.name === previous.name) this.draw();
    else this.#enter(state, event);
    if (event.type === 'missed') this.#interrupt(event.refusal);
  }

  /** The room of the screen before is kept only until the visitor moves on, and never while something is on its way. */
  letGoOfRoom(): void {
    if (this.#waited === 'long') this.#ports.screen.keepHeight(false);
  }

  showConnection(): void {
    const state = this.#ports.state();
    const { offline, down } = this.#words.connection;
    const waiting = state.name !== 'locked' && state.name !== 'opened';
    const lost = 'connected' in state && !state.connected;
    this.#ports.screen.note(waiting && !navigator.onLine ? offline : lost ? down : undefined);
  }

  #enter(state: RequestState, event: RequestEvent): void {
    clearTimeout(this.#later);
    if (state.name === 'asking') this.asking = folded;
    else this.#countdown.stop();
    const emitState = (): boolean =>
      this.#ports.emit('state', { state: state.name, ...(state.name === 'refused' && { code: state.refusal.code }) });
    if (state.name === 'opening' || state.name === 'checking') {
      this.#wait(state.name, event);
      emitState();
      return;
    }
    const { screen } = this.#ports;
    const mayFocus = screen.mayMoveFocus;
    this.#waited = 'long';
    screen.keepHeight(state.name === 'refused' && screen.endIsSeen);
    this.draw();
    this.showConnection();
    emitState();
    if (state.name === 'refused') {
      this.#interrupt(state.refusal);
      this.#ports.emit('refused', { code: state.refusal.code });
    }
    if (state.name === 'locked') return mayFocus && !document.hidden ? screen.focus('start') : undefined;
    if (state.name === 'opened') return this.#opened(event, mayFocus);
    if (mayFocus) screen.focus('title');
  }

  #opened(event: RequestEvent, mayFocus: boolean): void {
    if (event.type !== 'accepted') return;
    const { screen, emit, opens } = this.#ports;
    this.#say(screen.find('title')?.textContent ?? '');
    if (!emit('accepted', event.grant.answer) || !mayFocus) return;
    const target = opens();
    if (!target) return screen.focus('title');
    if (!target.hasAttribute('tabindex')) target.tabIndex = -1;
    target.focus();
  }

  /** The old screen stays for a moment: most answers need no "Checking…". */
  #wait(name: 'opening' | 'checking', event: RequestEvent): void {
    const { screen } = this.#ports;
    this.#waited = 'no';
    screen.busy();
    if (event.type === 'returned') screen.clear();
    this.#later = setTimeout(() => {
      this.#waited = 'short';
      if (name === 'opening') {
        screen.stillBusy(this.#words.locked.opening);
        return this.#say(this.#words.locked.opening);
      }
      const hadFocus = screen.hasFocusInside;
      screen.keepHeight(true);
      this.draw();
      this.#say(this.#words.checking.title);
      if (hadFocus) screen.focus('title');
      this.#later = setTimeout(() => {
        this.#waited = 'long';
        this.draw();
        const state = this.#ports.state();
        if (state.name === 'checking' && state.elsewhere) this.#say(this.#words.checking.elsewhere);
      }, elsewhereAfter);
    }, patience);
  }

  get #words(): ViewContext['catalogue']['words'] {
    return this.#ports.context().catalogue.words;
  }

  #timeText(left: number): string {
    const { asking } = this.#words;
    return left > 0 ? fill(asking.timeLeft, { time: this.#ports.context().language.timeLeft(left) }) : asking.timeUp;
  }

  #say(text: string): void {
    this.#ports.screen.announcer.say(text);
  }

  #interrupt(refusal: Parameters<typeof describe>[1]): void {
    const { what, next } = describe(this.#ports.context(), refusal);
    this.#ports.screen.announcer.interrupt(`${what} ${next}`);
  }
}
