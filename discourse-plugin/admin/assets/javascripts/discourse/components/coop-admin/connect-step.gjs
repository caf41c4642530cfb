import Component from "@glimmer/component";
import { fn } from "@ember/helper";
import { t } from "../../lib/coop-words";
import CoopGoOn from "./go-on";
import CoopPairForm from "./pair-form";

/** The code of the service, unless the environment of the forum names one. */
export default class CoopConnectStep extends Component {
  get isGlobal() {
    return this.args.setUp.connection.url_source === "global";
  }

  <template>
    <p>{{t "admin.set_up.connect_how"}}</p>
    {{#if this.isGlobal}}
      <p>{{t "admin.connection.global"}}</p>
      <CoopGoOn @onPress={{fn @setUp.to "check"}} />
    {{else}}
      {{#if @setUp.connection.connected}}
        <p>{{t "admin.set_up.connected_with" service=@setUp.service}}</p>
      {{/if}}
      <CoopPairForm @onPaired={{@setUp.paired}} />
    {{/if}}
  </template>
}
