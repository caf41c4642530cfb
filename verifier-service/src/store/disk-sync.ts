import { closeSync, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';

const dataSync = promisify(fdatasync);

/**
 * Has a file written to the disk for many at once: who waits while the disk is busy shares the next turn, and no thread
 * stands still for it. A disk may take 4 ms, and a member's visit makes several commits.
 */
export class DiskSync {
  readonly #file: string;
  readonly #sync: (descriptor: number) => Promise<void>;
  #descriptor: number | undefined;
  /** How many changes there were, and how many of them are on the disk. */
  #changes = 0;
  #safe = 0;
  #turn: Promise<void> | undefined;
  #failure: unknown;

  /** @param file opened when it is first needed; it has to stay the same file from then on */
  constructor(file: string, sync: (descriptor: number) => Promise<void> = dataSync) {
    this.#file = file;
    this.#sync = sync;
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
    while (this.#safe < wanted) await (this.#turn ??= this.#takeTurn());
  }

  /** After all has settled, or nobody waits any more. */
  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  async #takeTurn(): Promise<void> {
    const covered = this.#changes;
    try {
      if (this.#failure !== undefined) throw this.#failure;
      this.#descriptor ??= openSync(this.#file, 'r+');
      await this.#sync(this.#descriptor);
      this.#safe = covered;
    } catch (error) {
      this.#failure = error;
      throw error;
    } finally {
      this.#turn = undefined;
    }
  }
}
