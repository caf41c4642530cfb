import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { on } from "@ember/modifier";
import { ask } from "../../lib/admin-calls";
import { Deed } from "../../lib/coop-load";
import { t } from "../../lib/coop-words";
import CoopAction from "../coop/action";
import CoopFailure from "../coop/failure";
import CoopFoundCoop from "./found-coop";
import CoopTextField from "./text-field";

/** A co-op by its web address: what it publishes there is shown, and a person says whether it is them. */
export default class CoopAddCoop extends Component {
  @tracked address = "";
  @tracked found;

  deed = new Deed();

  write = (address) => (this.address = address);

  /** No form of its own, because it stands within one. */
  onKey = (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      this.lookUp();
    }
  };

  lookUp = async () => {
    this.found = undefined;
    if (!this.isEmpty) {
      this.found = await this.deed.run(() =>
        ask("issuers", { domain: this.address.trim() })
      );
    }
  };

  refuse = () => (this.found = undefined);

  get isEmpty() {
    return this.address.trim() === "";
  }

  get isKnown() {
    return this.args.known.includes(this.found?.id);
  }

  <template>
    <div class="coop-add">
      <div class="coop-line" role="group" aria-label={{t "admin.coops.add"}}>
        <CoopTextField
          @label={{t "admin.coops.address"}}
          @placeholder="harvest.coop"
          @code={{true}}
          @value={{this.address}}
          @onChange={{this.write}}
          inputmode="url"
          {{on "keydown" this.onKey}}
        />
        <CoopAction
          @isBusy={{this.deed.isBusy}}
          @isOff={{this.isEmpty}}
          @onPress={{this.lookUp}}
        >
          {{t "admin.coops.look_up"}}
        </CoopAction>
        {{#if @onLeave}}
          <CoopAction @kind="btn-flat" @onPress={{@onLeave}}>{{t
              "admin.leave_it"
            }}</CoopAction>
        {{/if}}
      </div>
      <CoopFailure @error={{this.deed.error}} />
      {{#if this.found}}
        <CoopFoundCoop
          @found={{this.found}}
          @isKnown={{this.isKnown}}
          @onAdd={{@onAdd}}
          @onRefuse={{this.refuse}}
        />
      {{/if}}
    </div>
  </template>
}
