import Component from "@glimmer/component";
import { t } from "../../lib/coop-words";
import CoopAction from "../coop/action";
import CoopConnectionChecks from "./connection-checks";
import CoopGoOn from "./go-on";

/** Who this forum is to the service, and the self-test. */
export default class CoopCheckStep extends Component {
  get knownAs() {
    const { service_name: service, site_name: site } =
      this.args.setUp.connection;
    return service && site && t("admin.set_up.known_as", { service, site });
  }

  <template>
    {{#if this.knownAs}}<p>{{this.knownAs}}</p>{{/if}}
    <CoopConnectionChecks @onResult={{@setUp.setWell}} />
    <CoopGoOn @isOff={{@setUp.isNotWell}} @onPress={{@setUp.afterCheck}}>
      {{#if @setUp.isNotWell}}
        <CoopAction @kind="btn-flat" @onPress={{@setUp.afterCheck}}>{{t
            "admin.set_up.all_the_same"
          }}</CoopAction>
      {{/if}}
    </CoopGoOn>
  </template>
}
