import Component from "@glimmer/component";
import { ask } from "../../lib/admin-calls";
import { placeOf } from "../../lib/admin-places";
import { Load } from "../../lib/coop-load";
import { service } from "../../lib/coop-service";
import CoopFailure from "../coop/failure";
import CoopLoading from "../coop/loading";
import CoopFrame from "./frame";

/** Without a view in the address: setting up until there is a gate, then the gates. */
export default class CoopStart extends Component {
  @service router;

  start = new Load(async () => {
    const { connected } = await ask("connection");
    const isSetUp = connected && (await ask("gates")).gates.length > 0;
    this.router.replaceWith(placeOf(this.router, isSetUp ? "gates" : "set-up"));
    return true;
  });

  <template>
    <CoopFrame>
      <CoopFailure @error={{this.start.error}} @onRetry={{this.start.again}} />
      {{#if this.start.isLoading}}<CoopLoading />{{/if}}
    </CoopFrame>
  </template>
}
