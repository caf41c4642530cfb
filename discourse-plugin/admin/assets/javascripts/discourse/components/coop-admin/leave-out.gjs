import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { on } from "@ember/modifier";
import { modifier } from "ember-modifier";
import { t } from "../../lib/coop-words";
import CoopAction from "../coop/action";
import CoopTextField from "./text-field";

const focused = modifier((/** @type {HTMLElement} */ element) =>
  element.focus()
);

/** Why a co-op’s members are not welcome, before it counts. */
export default class CoopLeaveOut extends Component {
  @tracked reason = "";

  write = (reason) => (this.reason = reason);

  take = () => this.args.onDeny(this.reason.trim());

  onKey = (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      this.take();
    }
  };

  get label() {
    return t("admin.lists.why_not", { name: this.args.name });
  }

  <template>
    <div role="group" aria-label={{this.label}}>
      <CoopTextField
        @label={{this.label}}
        @help={{t "admin.lists.why_not_help"}}
        @length="300"
        @value={{this.reason}}
        @onChange={{this.write}}
        {{on "keydown" this.onKey}}
        {{focused}}
      />
      <div class="coop-buttons">
        <CoopAction @onPress={{this.take}}>{{t
            "admin.lists.leave_out_yes"
          }}</CoopAction>
        <CoopAction @kind="btn-flat" @onPress={{@onKeep}}>{{t
            "admin.leave_as_was"
          }}</CoopAction>
      </div>
    </div>
  </template>
}
