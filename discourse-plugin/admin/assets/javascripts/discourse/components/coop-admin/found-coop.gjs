import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { t } from "../../lib/coop-words";
import CoopAction from "../coop/action";
import CoopHeading from "./heading";
import CoopTextField from "./text-field";

/** What a co-op publishes at its address, to be compared with what it says itself; then its name and why. */
export default class CoopFoundCoop extends Component {
  @tracked
  name =
    this.args.found.name === this.args.found.domain
      ? ""
      : (this.args.found.name ?? "");
  @tracked reason = "";

  setName = (name) => (this.name = name);

  setReason = (reason) => (this.reason = reason);

  add = () =>
    this.args.onAdd({
      id: this.args.found.id,
      name: this.name.trim(),
      reason: this.reason.trim(),
    });

  get isNameless() {
    return this.name.trim() === "";
  }

  <template>
    <div class="coop-card" role="group" aria-labelledby="coop-found">
      <CoopHeading @small={{true}} @takesFocus={{true}} id="coop-found">
        {{t "admin.coops.found" domain=@found.domain}}
      </CoopHeading>
      <p>{{t "admin.coops.compare"}}</p>
      {{#each @found.keys key="id" as |key|}}
        <p class="coop-fingerprint">
          <span class="coop-sr-only">{{t "admin.coops.fingerprint"}}</span>
          <code>{{key.fingerprint}}</code>
        </p>
      {{/each}}
      <CoopTextField
        @label={{t "admin.coops.name"}}
        @help={{t "admin.coops.name_help"}}
        @placeholder={{@found.domain}}
        @length="200"
        @value={{this.name}}
        @onChange={{this.setName}}
      />
      <CoopTextField
        @label={{t "admin.coops.reason"}}
        @help={{t "admin.coops.reason_help"}}
        @placeholder={{t "admin.coops.reason_example"}}
        @length="300"
        @value={{this.reason}}
        @onChange={{this.setReason}}
      />
      {{#if @isKnown}}<p>{{t "admin.coops.known"}}</p>{{/if}}
      <div class="coop-buttons">
        <CoopAction
          @kind="btn-primary"
          @isOff={{this.isNameless}}
          @onPress={{this.add}}
        >
          {{t "admin.coops.yes"}}
        </CoopAction>
        <CoopAction @kind="btn-flat" @onPress={{@onRefuse}}>{{t
            "admin.coops.no"
          }}</CoopAction>
      </div>
    </div>
  </template>
}
