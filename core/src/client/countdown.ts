/** When "more time" is offered and said aloud: well over a minute before the end (UX.md). */
const soon = 120_000;
const againAfter = 3000;

export interface CountdownSteps {
  readonly onTick: (left: number, soon: boolean) => void;
  readonly onSoon: (left: number) => void;
  /** The time is up; told again every few seconds until somebody stops the count. */
  readonly onEnd: (first: boolean) => void;
}

/** Counts to the end of a request. It only tells the time: what ends a request is the service's word. */
export class Countdown {
  readonly #steps: CountdownSteps;
  #timer: ReturnType<typeof setInterval> | undefined;
  #end = 0;
  #saidSoon = false;
  #endTold = 0;

  constructor(steps: CountdownSteps) {
    this.#steps = steps;
  }

  /** Starts, or goes on with a new end. */
  until(end: number): void {
    if (end > this.#end) {
      this.#saidSoon = false;
      this.#endTold = 0;
    }
    this.#end = end;
    this.#timer ??= setInterval(() => this.tick(), 1000);
    this.tick();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#end = 0;
  }

  tick(): void {
    const left = this.#end - Date.now();
    this.#steps.onTick(left, left <= soon);
    if (left > 0 && left <= soon && !this.#saidSoon) {
      this.#saidSoon = true;
      this.#steps.onSoon(left);
    }
    if (left <= 0 && Date.now() - this.#endTold >= againAfter) {
      const first = this.#endTold === 0;
      this.#endTold = Date.now();
      this.#steps.onEnd(first);
    }
  }
}
