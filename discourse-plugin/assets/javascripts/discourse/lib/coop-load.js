import { tracked } from "@glimmer/tracking";

/** What `load` brings: `data` or `error`. An answer that another one has overtaken is dropped. */
export class Load {
  /** One that loads when it is told to. */
  static later(load) {
    return new this(load, false);
  }

  @tracked data;
  @tracked error;
  @tracked isLoading = true;
  turn = 0;

  again = async () => {
    const mine = ++this.turn;
    // Not in the same turn of rendering that reads it.
    await Promise.resolve();
    this.isLoading = true;
    try {
      const data = await this.load();
      if (mine === this.turn) {
        this.data = data;
        this.error = undefined;
      }
    } catch (error) {
      if (mine === this.turn) {
        this.error = error;
      }
    }
    if (mine === this.turn) {
      this.isLoading = false;
    }
  };

  stop = () => {
    this.turn++;
  };

  constructor(load, now = true) {
    this.load = load;
    this.isLoading = now;
    if (now) {
      this.again();
    }
  }
}

/** One deed at a time. `run` gives what the deed gave, or undefined where it failed. */
export class Deed {
  @tracked isBusy = false;
  @tracked error;

  run = async (deed) => {
    if (this.isBusy) {
      return undefined;
    }
    this.isBusy = true;
    this.error = undefined;
    try {
      return (await deed()) ?? true;
    } catch (error) {
      this.error = error;
      return undefined;
    } finally {
      this.isBusy = false;
    }
  };
}
