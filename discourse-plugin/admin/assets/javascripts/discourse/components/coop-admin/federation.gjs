import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { t } from "../../lib/coop-words";
import CoopAction from "../coop/action";
import CoopCheckField from "./check-field";
import CoopListBrowser from "./list-browser";

/** One federation: whether all whom it recognises are welcome, how old its list is, and a way to look at it. */
export default class CoopFederation extends Component {
  @tracked isOpen = false;

  toggle = () => (this.isOpen = !this.isOpen);

  choose = (isOn) => this.args.onChoose(this.args.list.name, isOn);

  get label() {
    const { title, active } = this.args.list;
    return typeof active === "number"
      ? t("admin.lists.all_count", { name: title, count: active })
      : t("admin.lists.all", { name: title });
  }

  get look() {
    return t("admin.lists.look", { name: this.args.list.title });
  }

  get canLook() {
    return typeof this.args.list.active === "number";
  }

  get expanded() {
    return this.isOpen ? "true" : "false";
  }

  <template>
    <div class="coop-federation">
      <CoopCheckField
        @label={{this.label}}
        @help={{@list.said}}
        @checked={{@list.isChosen}}
        @onChange={{this.choose}}
      />
      {{#if this.canLook}}
        <CoopAction @onPress={{this.toggle}} aria-expanded={{this.expanded}}>
          {{this.look}}
        </CoopAction>
      {{/if}}
      {{#if this.isOpen}}
        <CoopListBrowser
          @list={{@list}}
          @denied={{@denied}}
          @onDeny={{@onDeny}}
          @onWelcome={{@onWelcome}}
        />
      {{/if}}
    </div>
  </template>
}
