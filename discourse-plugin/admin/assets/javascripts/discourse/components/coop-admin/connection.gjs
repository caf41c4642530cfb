import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { LinkTo } from "@ember/routing";
import { ask, send } from "../../lib/admin-calls";
import { placeOf } from "../../lib/admin-places";
import { Deed, Load } from "../../lib/coop-load";
import { service } from "../../lib/coop-service";
import { t } from "../../lib/coop-words";
import CoopAction from "../coop/action";
import CoopEmpty from "../coop/empty";
import CoopFailure from "../coop/failure";
import CoopLoading from "../coop/loading";
import CoopConnectionChecks from "./connection-checks";
import CoopFrame from "./frame";
import CoopHeading from "./heading";
import CoopPairForm from "./pair-form";

/** Which service checks memberships for this forum, and whether all is well between them. */
export default class CoopConnection extends Component {
  @service router;

  @tracked isPairing = false;
  @tracked isLeaving = false;

  connection = new Load(() => ask("connection"));
  deed = new Deed();

  togglePairing = () => (this.isPairing = !this.isPairing);

  askToLeave = () => (this.isLeaving = true);

  stay = () => (this.isLeaving = false);

  paired = () => {
    this.isPairing = false;
    this.connection.again();
  };

  disconnect = async () => {
    if (await this.deed.run(() => send("DELETE", "connection"))) {
      this.isLeaving = false;
      this.connection.again();
    }
  };

  get isFirst() {
    return !this.connection.data && !this.connection.error;
  }

  get isNone() {
    return this.connection.data && !this.connection.data.url;
  }

  get isGlobal() {
    return this.connection.data?.url_source === "global";
  }

  get expanded() {
    return this.isPairing ? "true" : "false";
  }

  get setUp() {
    return placeOf(this.router, "set-up");
  }

  <template>
    <CoopFrame>
      <section>
        <CoopHeading>{{t "admin.tabs.connection"}}</CoopHeading>
        <CoopFailure
          @error={{this.connection.error}}
          @onRetry={{this.connection.again}}
        />
        {{#if this.isFirst}}<CoopLoading />{{/if}}
        {{#if this.isNone}}
          <CoopEmpty
            @title={{t "admin.connection.none"}}
            @text={{t "admin.connection.none_text"}}
          >
            <LinkTo @route={{this.setUp}} class="btn btn-primary">{{t
                "admin.tabs.set_up"
              }}</LinkTo>
          </CoopEmpty>
        {{else if this.connection.data}}
          {{#if this.connection.data.key_lost}}
            <p class="alert alert-error">{{t "admin.connection.key_lost"}}</p>
          {{/if}}
          <dl class="coop-facts">
            <dt>{{t "admin.connection.service"}}</dt>
            <dd>
              {{#if this.connection.data.service_name}}<strong
                  dir="auto"
                >{{this.connection.data.service_name}}</strong>{{/if}}
              <code>{{this.connection.data.url}}</code>
            </dd>
            {{#if this.connection.data.site_name}}
              <dt>{{t "admin.connection.known_as"}}</dt>
              <dd dir="auto">{{this.connection.data.site_name}}</dd>
            {{/if}}
          </dl>
          <CoopConnectionChecks />
          {{#if this.isGlobal}}
            <p>{{t "admin.connection.global"}}</p>
          {{else}}
            <div class="coop-buttons">
              <CoopAction
                @onPress={{this.togglePairing}}
                aria-expanded={{this.expanded}}
              >
                {{t "admin.connection.new_code"}}
              </CoopAction>
              {{#unless this.isLeaving}}
                <CoopAction @kind="btn-flat" @onPress={{this.askToLeave}}>{{t
                    "admin.connection.disconnect"
                  }}</CoopAction>
              {{/unless}}
            </div>
            {{#if this.isPairing}}<CoopPairForm
                @onPaired={{this.paired}}
              />{{/if}}
            {{#if this.isLeaving}}
              <div
                class="coop-ask"
                role="group"
                aria-label={{t "admin.connection.disconnect"}}
              >
                <p>{{t "admin.connection.disconnect_text"}}</p>
                <CoopFailure @error={{this.deed.error}} />
                <div class="coop-buttons">
                  <CoopAction
                    @kind="btn-danger"
                    @isBusy={{this.deed.isBusy}}
                    @onPress={{this.disconnect}}
                  >
                    {{t "admin.connection.disconnect"}}
                  </CoopAction>
                  <CoopAction @onPress={{this.stay}}>{{t
                      "admin.connection.stay"
                    }}</CoopAction>
                </div>
              </div>
            {{/if}}
          {{/if}}
          <h3>{{t "admin.connection.good_to_know"}}</h3>
          <ul class="coop-notes">
            <li>{{t "admin.connection.note_groups"}}</li>
            <li>{{t "admin.connection.note_uninstall"}}</li>
            <li>{{t "admin.connection.note_contact"}}</li>
          </ul>
        {{/if}}
      </section>
    </CoopFrame>
  </template>
}
