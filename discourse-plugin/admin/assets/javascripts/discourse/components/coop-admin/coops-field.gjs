import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { fn } from "@ember/helper";
import { t } from "../../lib/coop-words";
import { addressOfCoop } from "../../lib/gate-form";
import CoopAction from "../coop/action";
import CoopAddCoop from "./add-coop";
import CoopTextField from "./text-field";

/** Whose members are welcome: each co-op with its name and why, to be changed or taken away, and a way to add one. */
export default class CoopCoopsField extends Component {
  @tracked isAdding = false;

  startAdding = () => (this.isAdding = true);

  stopAdding = () => (this.isAdding = false);

  change = (id, name, value) =>
    this.args.onChange(
      this.args.coops.map((coop) =>
        coop.id === id ? { ...coop, [name]: value } : coop
      )
    );

  remove = (id) =>
    this.args.onChange(this.args.coops.filter((coop) => coop.id !== id));

  add = (added) => {
    this.args.onChange([
      ...this.args.coops.filter(({ id }) => id !== added.id),
      added,
    ]);
    this.isAdding = false;
  };

  get known() {
    return this.args.coops.map(({ id }) => id);
  }

  get coops() {
    return this.args.coops.map((coop) => ({
      ...coop,
      address: addressOfCoop(coop.id),
      takeOff: t("admin.coops.take_off_name", { name: coop.name }),
    }));
  }

  get showsAdd() {
    return this.isAdding || this.args.coops.length === 0;
  }

  get leave() {
    return this.args.coops.length > 0 ? this.stopAdding : undefined;
  }

  <template>
    <div class="coop-coops">
      {{#if this.coops.length}}
        <ul aria-label={{t "admin.coops.list"}}>
          {{#each this.coops key="id" as |coop|}}
            <li class="coop-card">
              <CoopTextField
                @label={{t "admin.coops.name"}}
                @help={{t "admin.coops.name_help"}}
                @placeholder={{coop.address}}
                @length="200"
                @value={{coop.name}}
                @onChange={{fn this.change coop.id "name"}}
              />
              <CoopTextField
                @label={{t "admin.coops.reason"}}
                @help={{t "admin.coops.reason_help"}}
                @placeholder={{t "admin.coops.reason_example"}}
                @length="300"
                @value={{coop.reason}}
                @onChange={{fn this.change coop.id "reason"}}
              />
              <p class="coop-quiet">{{coop.address}}</p>
              <CoopAction
                @kind="btn-flat"
                @onPress={{fn this.remove coop.id}}
                aria-label={{coop.takeOff}}
              >
                {{t "admin.coops.take_off"}}
              </CoopAction>
            </li>
          {{/each}}
        </ul>
      {{/if}}
      {{#if this.showsAdd}}
        <CoopAddCoop
          @known={{this.known}}
          @onAdd={{this.add}}
          @onLeave={{this.leave}}
        />
      {{else}}
        <CoopAction @onPress={{this.startAdding}}>{{t
            "admin.coops.add_another"
          }}</CoopAction>
      {{/if}}
    </div>
  </template>
}
