import Component from "@glimmer/component";
import { ask, gatePath } from "../../lib/admin-calls";
import { Load } from "../../lib/coop-load";
import { t } from "../../lib/coop-words";
import { hasDraft } from "../../lib/gate-draft";
import CoopFailure from "../coop/failure";
import CoopLoading from "../coop/loading";
import CoopFrame from "./frame";
import CoopHeading from "./heading";
import CoopSetUpSteps from "./set-up-steps";

/** The newest gate that nobody has come through yet, or any, unless one is being made. */
async function gateOfSetUp() {
  if (hasDraft()) {
    return undefined;
  }
  const { gates } = await ask("gates");
  // The one just made comes first: the wallet comes back to this page in a tab of its own, which has to find it again.
  const newest = gates.sort((one, other) => other.id - one.id);
  const next = newest.find(({ live_count }) => !live_count) ?? newest[0];
  return next && ask(gatePath(next.policy));
}

/** From a code to a gate that works, one step at a time. */
export default class CoopSetUp extends Component {
  start = new Load(async () => {
    const connection = await ask("connection");
    const gate = connection.connected ? await gateOfSetUp() : undefined;
    return { connection, gate };
  });

  get isFirst() {
    return !this.start.data && !this.start.error;
  }

  <template>
    <CoopFrame>
      <section class="coop-set-up">
        <CoopHeading>{{t "admin.tabs.set_up"}}</CoopHeading>
        <p class="coop-lead">{{t "admin.set_up.lead"}}</p>
        <CoopFailure
          @error={{this.start.error}}
          @onRetry={{this.start.again}}
        />
        {{#if this.isFirst}}<CoopLoading />{{/if}}
        {{#if this.start.data}}
          <CoopSetUpSteps
            @connection={{this.start.data.connection}}
            @gate={{this.start.data.gate}}
          />
        {{/if}}
      </section>
    </CoopFrame>
  </template>
}
