import { closeSync, fdatasync } from 'node:fs';
import { promisify } from 'node:util';

const dataSync = promisify(fdatasync);

export interface DiskSyncOptions {
  readonly sync?: (descriptor: number) => Promise<void>;
  readonly onFailure?: ((error: unknown) => void) | undefined;
}

/**
 * Has a file written to the disk for many at once: who waits while the disk is busy shares the next turn, and no thread
 * stands still for it. A disk may take 4 ms, and a member's visit makes several commits.
 */
export class DiskSync {
  readonly #descriptor: number;
  readonly #sync: (descriptor: number) => Promise<void>;
  readonly #onFailure: (error: unknown) => void;
  /** How many changes there were, and how many of them are on the disk. Another process may have left one. */
  #changes = 1;
  #safe = 0;
  #turn: Promise<void> | undefined;
  #failure: unknown;

  /**
   * @param descriptor of the file, which is closed with this
   * @param onFailure called once: from then on nothing settles any more
   */
  constructor(descriptor: number, { sync = dataSync, onFailure = () => undefined }: DiskSyncOptions = {}) {
    this.#descriptor = descriptor;
    this.#sync = sync;
    this.#onFailure = onFailure;
  }

  changed(): void {
    this.#changes += 1;
  }

  /**
   * Resolves when all that has changed by now is on the disk.
   * @throws Error as the file system's. After one, always: what the disk refused once it may forget and then report as
   *   written (https://wiki.postgresql.org/wiki/Fsync_Errors).
   */
  async settled(): Promise<void> {
    const wanted = this.#changes;
    while (this.#safe < wanted) {
      if (this.#failure !== undefined) throw this.#failure;
      await (this.#turn ??= this.#takeTurn());
    }
  }

  /** After all has settled, or nobody waits any more. */
  close(): void {
    closeSync(this.#descriptor);
  }

  async #takeTurn(): Promise<void> {
    const covered = this.#changes;
    try {
      await this.#sync(this.#descriptor);
      this.#safe = covered;
    } catch (error) {
      this.#failure = error;
      this.#onFailure(error);
      throw error;
    } finally {
      this.#turn = undefined;
    }
  }
}
