/**
 * Remembers what was computed for so many keys; what was not asked for longest is forgotten.
 *
 * In two halves, of which the older one goes as a whole once the newer one is full: to take entries out of a large map
 * one by one costs more than most of what is remembered here.
 */
export class BoundedMemo<T> {
  readonly #half: number;
  #newer = new Map<string, T>();
  #older = new Map<string, T>();

  /** @param max at least 2 */
  constructor(max: number) {
    this.#half = Math.floor(max / 2);
  }

  get(key: string): T | undefined {
    const found = this.#newer.get(key);
    if (found !== undefined) return found;
    const aged = this.#older.get(key);
    if (aged !== undefined) this.set(key, aged);
    return aged;
  }

  set(key: string, value: T): void {
    if (this.#newer.size >= this.#half && !this.#newer.has(key)) {
      this.#older = this.#newer;
      this.#newer = new Map();
    }
    this.#newer.set(key, value);
  }
}
