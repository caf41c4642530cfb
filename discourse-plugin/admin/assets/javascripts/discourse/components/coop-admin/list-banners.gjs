import Component from "@glimmer/component";
import { ask } from "../../lib/admin-calls";
import { Load } from "../../lib/coop-load";
import { t } from "../../lib/coop-words";

/** Above every view: what is wrong with a federation’s list that a gate counts on. Nothing while all are fresh. */
export default class CoopListBanners extends Component {
  faults = new Load(async () => (await ask("lists/faults")).faults);

  willDestroy() {
    super.willDestroy();
    this.faults.stop();
  }

  get banners() {
    return (this.faults.data ?? []).map((fault) => ({
      ...fault,
      kind: `alert ${fault.status === "bad" ? "alert-error" : "alert-warning"}`,
    }));
  }

  <template>
    {{#if this.banners.length}}
      <section aria-label={{t "admin.lists.title"}}>
        {{#each this.banners key="id" as |fault|}}
          <p class={{fault.kind}}><strong>{{fault.what}}</strong>
            {{fault.next}}</p>
        {{/each}}
      </section>
    {{/if}}
  </template>
}
