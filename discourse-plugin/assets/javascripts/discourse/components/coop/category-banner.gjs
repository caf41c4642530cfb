import Component from "@glimmer/component";
import { MINE, pathTo } from "../../lib/coop-addresses";
import { service } from "../../lib/coop-service";
import { sayDay, t } from "../../lib/coop-words";
import CoopGateButton from "./gate-button";
import CoopIcon from "./icon";

const mine = () => pathTo(MINE);

/** Above a category's topics: until when it is open for a member, or how members of co-ops get in. */
export default class CoopCategoryBanner extends Component {
  @service coopGates;

  get category() {
    return this.args.outletArgs?.category ?? this.args.category;
  }

  get gates() {
    return this.coopGates.at(this.category);
  }

  get open() {
    return this.gates.filter((gate) => gate.open);
  }

  get locked() {
    return this.gates.filter((gate) => !gate.open);
  }

  get sentence() {
    return (gate) =>
      gate.until
        ? t("banner.open_until", { label: gate.label, at: sayDay(gate.until) })
        : t("banner.open", { label: gate.label });
  }

  <template>
    {{#if this.gates.length}}
      <section class="coop-banner container" aria-label={{t "banner.title"}}>
        <div aria-live="polite">
          {{#each this.open key="policy" as |gate|}}
            <p class="coop-banner__open">
              <CoopIcon @name="id-card" />
              <span dir="auto">{{this.sentence gate}}</span>
              <a href={{(mine)}}>{{t "banner.mine"}}</a>
            </p>
          {{/each}}
        </div>
        {{#each this.locked key="policy" as |gate|}}
          <CoopGateButton @gate={{gate}} />
        {{/each}}
      </section>
    {{/if}}
  </template>
}
