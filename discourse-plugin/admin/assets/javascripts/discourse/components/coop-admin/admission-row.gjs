import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { on } from "@ember/modifier";
import { pathTo } from "../../lib/coop-addresses";
import { Deed } from "../../lib/coop-load";
import { t } from "../../lib/coop-words";
import CoopAction from "../coop/action";
import CoopFailure from "../coop/failure";
import CoopMoment from "../coop/moment";
import CoopTextField from "./text-field";

/** One grant: who, where, why, until when; and its end by hand, with a reason. */
export default class CoopAdmissionRow extends Component {
  @tracked isEnding = false;
  @tracked reason = "";

  deed = new Deed();

  startEnding = () => (this.isEnding = true);

  leave = () => (this.isEnding = false);

  setReason = (reason) => (this.reason = reason);

  end = async (event) => {
    event.preventDefault();
    if (!this.hasNoReason) {
      await this.deed.run(() =>
        this.args.onEnd(this.args.grant, this.reason.trim())
      );
    }
  };

  letIn = () => this.deed.run(() => this.args.onLetIn(this.args.grant));

  get isIn() {
    return ["live", "suspended"].includes(this.args.grant.state);
  }

  get isBarred() {
    return this.args.grant.state === "barred";
  }

  get state() {
    return t(`states.${this.args.grant.state}`);
  }

  get stateClass() {
    return `coop-state ${this.args.grant.state === "live" ? "-in" : "-out"}`;
  }

  get gateName() {
    const { gate_name, name, label, policy } = this.args.grant;
    return gate_name || name || label || policy;
  }

  get issuer() {
    return this.args.grant.issuer_name || this.args.grant.issuer;
  }

  get since() {
    return this.args.grant.granted_at ?? this.args.grant.since;
  }

  get until() {
    return this.args.grant.expires_at ?? this.args.grant.until;
  }

  get endName() {
    return t("admin.admissions.end_name", {
      username: this.args.grant.username ?? "–",
    });
  }

  get profile() {
    return pathTo(`/u/${this.args.grant.username}`);
  }

  get hasNoReason() {
    return this.reason.trim() === "";
  }

  <template>
    <tr class="coop-admission">
      <th scope="row" data-label={{t "admin.admissions.who"}}>
        {{#if @grant.username}}
          <a
            href={{this.profile}}
            data-user-card={{@grant.username}}
          >{{@grant.username}}</a>
        {{else}}
          {{t "admin.admissions.gone_user"}}
        {{/if}}
      </th>
      <td
        data-label={{t "admin.admissions.gate"}}
        dir="auto"
      >{{this.gateName}}</td>
      <td data-label={{t "admin.admissions.why"}} dir="auto">
        {{this.issuer}}
        {{#if @grant.reason}}<span
            class="coop-quiet coop-line-below"
          >{{@grant.reason}}</span>{{/if}}
      </td>
      <td data-label={{t "admin.admissions.since"}}><CoopMoment
          @at={{this.since}}
          @day={{true}}
        /></td>
      <td data-label={{t "admin.admissions.until"}}><CoopMoment
          @at={{this.until}}
          @day={{true}}
        /></td>
      <td data-label={{t "admin.admissions.state"}}><span
          class={{this.stateClass}}
        >{{this.state}}</span></td>
      <td class="coop-table__deed">
        {{#if this.isBarred}}
          <CoopAction
            @kind="btn-flat"
            @isBusy={{this.deed.isBusy}}
            @onPress={{this.letIn}}
          >
            {{t "admin.admissions.let_in"}}
          </CoopAction>
          <CoopFailure @error={{this.deed.error}} />
        {{else if this.isIn}}
          {{#unless this.isEnding}}
            <CoopAction
              @kind="btn-flat"
              @onPress={{this.startEnding}}
              aria-label={{this.endName}}
            >
              {{t "admin.admissions.end"}}
            </CoopAction>
          {{/unless}}
        {{/if}}
      </td>
    </tr>
    {{#if this.isEnding}}
      <tr class="coop-admission__ending">
        <td colspan="7">
          <form
            class="coop-ask"
            aria-label={{this.endName}}
            {{on "submit" this.end}}
          >
            <p>{{t "admin.admissions.end_text"}}</p>
            <CoopTextField
              @label={{t "admin.admissions.end_reason"}}
              @help={{t "admin.admissions.end_reason_help"}}
              @length="300"
              @value={{this.reason}}
              @onChange={{this.setReason}}
            />
            <CoopFailure @error={{this.deed.error}} />
            <div class="coop-buttons">
              <CoopAction
                @type="submit"
                @kind="btn-danger"
                @isBusy={{this.deed.isBusy}}
                @isOff={{this.hasNoReason}}
              >
                {{t "admin.admissions.end_yes"}}
              </CoopAction>
              <CoopAction @kind="btn-default" @onPress={{this.leave}}>{{t
                  "admin.leave_it"
                }}</CoopAction>
            </div>
          </form>
        </td>
      </tr>
    {{/if}}
  </template>
}
