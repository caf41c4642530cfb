import Component from "@glimmer/component";
import { LinkTo } from "@ember/routing";
import { placeOf } from "../../lib/admin-places";
import { accessPath } from "../../lib/coop-addresses";
import { service } from "../../lib/coop-service";
import { t } from "../../lib/coop-words";
import CoopAction from "../coop/action";
import CoopFailure from "../coop/failure";
import CoopAdvertiseFields from "./advertise-fields";

/** Where the gate is, and who may know of it. */
export default class CoopTellStep extends Component {
  @service router;

  get address() {
    return window.location.origin + accessPath(this.args.setUp.gate.policy);
  }

  get gatesPlace() {
    return placeOf(this.router, "gates");
  }

  <template>
    <p>{{t "admin.set_up.tell_how"}}</p>
    <p><a
        href={{this.address}}
        target="_blank"
        rel="noopener"
      >{{this.address}}</a></p>
    <CoopAdvertiseFields @form={{@setUp.draft}} @onChange={{@setUp.setTold}} />
    <CoopFailure @error={{@setUp.telling.error}} />
    <div role="status">
      {{#if @setUp.isTold}}<p class="alert alert-success">{{t
            "admin.saved"
          }}</p>{{/if}}
    </div>
    <div class="coop-buttons">
      <CoopAction
        @kind="btn-primary"
        @isBusy={{@setUp.telling.isBusy}}
        @onPress={{@setUp.tell}}
      >
        {{t "admin.save"}}
      </CoopAction>
      <LinkTo @route={{this.gatesPlace}} class="btn btn-flat">{{t
          "admin.gates.to_all"
        }}</LinkTo>
    </div>
  </template>
}
