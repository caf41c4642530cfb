import Component from "@glimmer/component";
import { service } from "../../lib/coop-service";
import { t } from "../../lib/coop-words";
import CoopGateButton from "./gate-button";

/** Where a page can't be seen: the gates that this site tells of, in case one of them opens it. */
export default class CoopLockedPage extends Component {
  @service coopGates;
  @service router;

  get isHere() {
    return this.args.always || this.router.currentRouteName === "exception";
  }

  get gates() {
    return this.isHere ? this.coopGates.all.filter(({ open }) => !open) : [];
  }

  <template>
    {{#if this.gates.length}}
      <section
        class="coop-banner container"
        aria-labelledby="coop-locked-title"
      >
        <h2 id="coop-locked-title" class="coop-banner__title">
          {{t "locked.title"}}
        </h2>
        <p>{{t "locked.text"}}</p>
        {{#each this.gates key="policy" as |gate|}}
          <CoopGateButton @gate={{gate}} />
        {{/each}}
      </section>
    {{/if}}
  </template>
}
