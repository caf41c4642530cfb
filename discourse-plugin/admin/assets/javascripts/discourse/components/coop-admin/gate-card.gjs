import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { LinkTo } from "@ember/routing";
import { gatePath, send } from "../../lib/admin-calls";
import { placeOf } from "../../lib/admin-places";
import { accessPath } from "../../lib/coop-addresses";
import { Deed } from "../../lib/coop-load";
import { service } from "../../lib/coop-service";
import { t } from "../../lib/coop-words";
import CoopAction from "../coop/action";
import CoopFailure from "../coop/failure";

/** One gate in the list, with all that can be done with it. */
export default class CoopGateCard extends Component {
  @service router;

  @tracked isDeleting = false;

  deed = new Deed();

  label = (key) => t(`admin.gates.${key}`, { name: this.name });

  askToDelete = () => (this.isDeleting = true);

  keep = () => (this.isDeleting = false);

  remove = async () => {
    if (
      await this.deed.run(() => send("DELETE", gatePath(this.args.gate.policy)))
    ) {
      this.args.onDeleted(this.args.gate);
    }
  };

  get name() {
    return this.args.gate.name || this.args.gate.policy;
  }

  get places() {
    return {
      gate: placeOf(this.router, "gate"),
      admissions: placeOf(this.router, "gate-admissions"),
    };
  }

  get facts() {
    const { group_name, reply_group_name, live_count, advertised, enabled } =
      this.args.gate;
    return [
      reply_group_name
        ? t("admin.gates.into_groups", {
            group: group_name,
            reply: reply_group_name,
          })
        : t("admin.gates.into_group", { group: group_name }),
      t("admin.gates.live", { count: live_count ?? 0 }),
      advertised ? t("admin.gates.advertised") : t("admin.gates.hidden"),
      enabled === false ? t("admin.gates.off") : undefined,
    ].filter(Boolean);
  }

  get page() {
    return accessPath(this.args.gate.policy);
  }

  <template>
    <li class="coop-card coop-gate-card">
      <h3><LinkTo
          @route={{this.places.gate}}
          @model={{@gate.policy}}
        >{{this.name}}</LinkTo></h3>
      {{#if @gate.summary}}<p dir="auto">{{@gate.summary}}</p>{{/if}}
      <ul class="coop-inline coop-quiet">
        {{#each this.facts as |fact|}}<li>{{fact}}</li>{{/each}}
      </ul>
      {{#if @gate.changed_elsewhere}}
        <p class="alert alert-warning">{{t "admin.gates.changed_elsewhere"}}</p>
      {{/if}}
      {{#each @gate.warnings key="id" as |warning|}}
        <p class="alert alert-warning">{{warning.what}} {{warning.next}}</p>
      {{/each}}
      <div class="coop-buttons">
        <LinkTo
          @route={{this.places.gate}}
          @model={{@gate.policy}}
          class="btn btn-default"
          aria-label={{this.label "change_name"}}
        >
          {{t "admin.gates.change"}}
        </LinkTo>
        <LinkTo
          @route={{this.places.admissions}}
          @model={{@gate.policy}}
          class="btn btn-default"
          aria-label={{this.label "admissions_name"}}
        >
          {{t "admin.tabs.admissions"}}
        </LinkTo>
        <a
          class="btn btn-default"
          href={{this.page}}
          target="_blank"
          rel="noopener"
          aria-label={{this.label "page_name"}}
        >
          {{t "admin.gates.page"}}
        </a>
        {{#unless this.isDeleting}}
          <CoopAction
            @kind="btn-flat"
            @onPress={{this.askToDelete}}
            aria-label={{this.label "delete_name"}}
          >
            {{t "admin.gates.delete"}}
          </CoopAction>
        {{/unless}}
      </div>
      {{#if this.isDeleting}}
        <div
          class="coop-ask"
          role="group"
          aria-label={{this.label "delete_name"}}
        >
          <p>{{t "admin.gates.delete_text" name=this.name}}</p>
          <CoopFailure @error={{this.deed.error}} />
          <div class="coop-buttons">
            <CoopAction
              @kind="btn-danger"
              @isBusy={{this.deed.isBusy}}
              @onPress={{this.remove}}
            >
              {{t "admin.gates.delete_yes"}}
            </CoopAction>
            <CoopAction @kind="btn-default" @onPress={{this.keep}}>{{t
                "admin.gates.delete_no"
              }}</CoopAction>
          </div>
        </div>
      {{/if}}
    </li>
  </template>
}
