import { tracked } from "@glimmer/tracking";
import Service from "@ember/service";
import { service } from "../lib/coop-service";

const CHANNEL = "/co-op-credentials/gates";

/** The gates that this reader may know of: the advertised ones, and where they are in. Follows what changes, live. */
export default class CoopGatesService extends Service {
  @service currentUser;
  @service messageBus;
  @service site;

  @tracked changes = new Map();
  listeners = new Set();

  changed = (message) => {
    const { policy, state, until } = message ?? {};
    if (!policy) {
      return;
    }
    this.changes = new Map(this.changes).set(policy, {
      open: state === "accepted",
      until,
    });
    for (const listener of this.listeners) {
      listener(message);
    }
  };

  willDestroy() {
    super.willDestroy();
    this.messageBus.unsubscribe(CHANNEL, this.changed);
  }

  start() {
    if (this.currentUser) {
      this.messageBus.subscribe(CHANNEL, this.changed);
    }
  }

  get all() {
    const own = this.currentUser?.coop_credentials_gates ?? [];
    const policies = own.map(({ policy }) => policy);
    const advertised = (this.site.coop_credentials_gates ?? []).filter(
      ({ policy }) => !policies.includes(policy)
    );
    return [...own, ...advertised].map((gate) => ({
      ...gate,
      ...this.changes.get(gate.policy),
    }));
  }

  /** The gates that open this category or, hidden below it, one of its own. */
  at(category) {
    return category
      ? this.all.filter(
          (gate) =>
            gate.category_id === category.id ||
            (gate.parent_category_id === category.id && !gate.open)
        )
      : [];
  }

  /** Calls back with each change of the reader's own standing, as `collect` answers it; gives back how to stop that. */
  listen(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
