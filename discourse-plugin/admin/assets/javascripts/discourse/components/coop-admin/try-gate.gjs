import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { modifier } from "ember-modifier";
import loadScript from "discourse/lib/load-script";
import { gatePath } from "../../lib/admin-calls";
import { pathTo } from "../../lib/coop-addresses";
import { Load } from "../../lib/coop-load";
import { t } from "../../lib/coop-words";
import CoopAction from "../coop/action";
import CoopFailure from "../coop/failure";
import CoopLoading from "../coop/loading";

const ELEMENT =
  "/plugins/coop-credentials/javascripts/coop-credential-request.js";
/** Between the tab that asked and the one that the wallet came back to. */
const CHANNEL = "coop-credentials-try";

/** The wallet may have come back to a long page: what came of it is brought into view. */
const seen = modifier((element) => element.scrollIntoView({ block: "center" }));

/** The gate as a member meets it, with the test member among the wallets. Nobody is let in by it. */
export default class CoopTryGate extends Component {
  @tracked outcome;
  @tracked turns = [0];

  element = new Load(() => loadScript(ELEMENT).then(() => true));

  follow = modifier((stage) => {
    const { policy } = this.args.gate;
    const tabs = new BroadcastChannel(CHANNEL);
    const came = (what) => {
      this.outcome = what;
      tabs.postMessage({ policy, what });
    };
    const accepted = (event) => {
      event.preventDefault();
      came("accepted");
    };
    const refused = () => came("refused");
    tabs.onmessage = ({ data }) => {
      if (data.policy === policy) {
        this.outcome =
          data.what === "refused" ? "refused_elsewhere" : data.what;
        this.turns = [this.turns[0] + 1];
      }
    };
    stage.addEventListener("coop-credential-accepted", accepted);
    stage.addEventListener("coop-credential-refused", refused);
    return () => {
      tabs.close();
      stage.removeEventListener("coop-credential-accepted", accepted);
      stage.removeEventListener("coop-credential-refused", refused);
    };
  });

  again = () => {
    this.outcome = undefined;
    this.turns = [this.turns[0] + 1];
  };

  get start() {
    return this.path("try/start.json");
  }

  get collect() {
    return this.path("try/collect.json");
  }

  get label() {
    return this.args.gate.public_label || this.args.gate.name;
  }

  get said() {
    return this.outcome && t(`admin.try.${this.outcome}`);
  }

  get saidClass() {
    return this.outcome === "accepted"
      ? "alert alert-success"
      : "alert alert-info";
  }

  get page() {
    return window.location.origin + window.location.pathname;
  }

  path(call) {
    return pathTo(
      `/admin/plugins/coop-credentials/${gatePath(this.args.gate.policy)}/${call}`
    );
  }

  <template>
    <div class="coop-try">
      <p>{{t "admin.try.how"}}</p>
      <CoopFailure
        @error={{this.element.error}}
        @onRetry={{this.element.again}}
      />
      {{#if this.element.data}}
        <div class="coop-stage" {{this.follow}}>
          <p class="coop-stage__name" dir="auto">{{this.label}}</p>
          {{#if @gate.public_text}}<p
              dir="auto"
            >{{@gate.public_text}}</p>{{/if}}
          {{#each this.turns key="@identity" as |turn|}}
            <coop-credential-request
              data-turn={{turn}}
              start-url={{this.start}}
              collect-url={{this.collect}}
              return-url={{this.page}}
              who={{@gate.summary}}
              heading-level="4"
            ></coop-credential-request>
          {{/each}}
        </div>
      {{else if this.element.isLoading}}
        <CoopLoading />
      {{/if}}
      <div role="status">
        {{#if this.outcome}}<p
            class={{this.saidClass}}
            {{seen}}
          >{{this.said}}</p>{{/if}}
      </div>
      {{#if this.outcome}}
        <CoopAction @onPress={{this.again}}>{{t "admin.try.again"}}</CoopAction>
      {{/if}}
    </div>
  </template>
}
