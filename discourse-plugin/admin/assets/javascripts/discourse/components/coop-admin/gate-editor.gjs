import Component from "@glimmer/component";
import { ask, gatePath } from "../../lib/admin-calls";
import { Load } from "../../lib/coop-load";
import { newForm } from "../../lib/gate-form";
import CoopFailure from "../coop/failure";
import CoopLoading from "../coop/loading";
import CoopFrame from "./frame";
import CoopGateForm from "./gate-form";

/** One gate: loads it, then lets it be changed. */
export default class CoopGateEditor extends Component {
  gate = new Load(() =>
    this.args.policy ? ask(gatePath(this.args.policy)) : newForm
  );

  get isFirst() {
    return !this.gate.data && !this.gate.error;
  }

  <template>
    <CoopFrame>
      <CoopFailure @error={{this.gate.error}} @onRetry={{this.gate.again}} />
      {{#if this.isFirst}}<CoopLoading />{{/if}}
      {{#if this.gate.data}}<CoopGateForm @gate={{this.gate.data}} />{{/if}}
    </CoopFrame>
  </template>
}
