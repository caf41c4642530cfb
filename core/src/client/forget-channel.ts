/** Tells the other tabs of this site that something was forgotten, so that none goes on showing it as open. */
export class ForgetChannel {
  readonly #heard: (forgetUrl: unknown) => void;
  #channel: BroadcastChannel | undefined;

  constructor(heard: (forgetUrl: unknown) => void) {
    this.#heard = heard;
  }

  open(): void {
    this.#channel ??= new BroadcastChannel('coop-credential-forgotten');
    this.#channel.onmessage = ({ data }) => this.#heard(data);
  }

  /** An open channel would keep the page out of the back-forward cache. */
  close(): void {
    this.#channel?.close();
    this.#channel = undefined;
  }

  tell(forgetUrl: string): void {
    this.#channel?.postMessage(forgetUrl);
  }
}
