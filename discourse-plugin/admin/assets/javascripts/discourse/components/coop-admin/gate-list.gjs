import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { LinkTo } from "@ember/routing";
import { ask } from "../../lib/admin-calls";
import { placeOf } from "../../lib/admin-places";
import { Load } from "../../lib/coop-load";
import { service } from "../../lib/coop-service";
import { t } from "../../lib/coop-words";
import CoopEmpty from "../coop/empty";
import CoopFailure from "../coop/failure";
import CoopLoading from "../coop/loading";
import CoopFrame from "./frame";
import CoopGateCard from "./gate-card";
import CoopHeading from "./heading";

/** All gates of this forum: what is behind, who may enter, who is in. */
export default class CoopGateList extends Component {
  @service router;

  @tracked said;

  gates = new Load(async () => (await ask("gates")).gates);

  deleted = (gate) => {
    this.said = t("admin.gates.gone", { name: gate.name });
    this.gates.again();
  };

  get isFirst() {
    return !this.gates.data && !this.gates.error;
  }

  get isEmpty() {
    return this.gates.data?.length === 0;
  }

  get newGate() {
    return placeOf(this.router, "new-gate");
  }

  <template>
    <CoopFrame>
      <section>
        <div class="coop-top">
          <CoopHeading>{{t "admin.tabs.gates"}}</CoopHeading>
          {{#if this.gates.data.length}}
            <LinkTo @route={{this.newGate}} class="btn btn-primary">{{t
                "admin.gates.make"
              }}</LinkTo>
          {{/if}}
        </div>
        <div role="status">
          {{#if this.said}}<p class="alert alert-info">{{this.said}}</p>{{/if}}
        </div>
        <CoopFailure
          @error={{this.gates.error}}
          @onRetry={{this.gates.again}}
        />
        {{#if this.isFirst}}<CoopLoading />{{/if}}
        {{#if this.isEmpty}}
          <CoopEmpty
            @title={{t "admin.gates.none"}}
            @text={{t "admin.gates.none_text"}}
          >
            <LinkTo @route={{this.newGate}} class="btn btn-primary">{{t
                "admin.gates.make"
              }}</LinkTo>
          </CoopEmpty>
        {{/if}}
        {{#if this.gates.data.length}}
          <ul class="coop-list">
            {{#each this.gates.data key="policy" as |gate|}}
              <CoopGateCard @gate={{gate}} @onDeleted={{this.deleted}} />
            {{/each}}
          </ul>
        {{/if}}
      </section>
    </CoopFrame>
  </template>
}
