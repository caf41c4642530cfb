import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { Deed } from "../../lib/coop-load";
import { t } from "../../lib/coop-words";
import { makeGroup } from "../../lib/host-lists";
import CoopAction from "../coop/action";
import CoopFailure from "../coop/failure";
import CoopSelectField from "./select-field";
import CoopTextField from "./text-field";

const NEW = "new";

/** The group that members are put into: one that is there, or a new one that nobody joins otherwise. */
export default class CoopGroupField extends Component {
  @tracked isMaking = false;
  @tracked name = "";

  deed = new Deed();

  choose = (value) => {
    this.isMaking = value === NEW;
    this.args.onChange(value === NEW || value === "" ? null : Number(value));
  };

  setName = (name) => (this.name = name);

  make = async () => {
    const made = await this.deed.run(() => makeGroup(this.name.trim()));
    if (made) {
      this.isMaking = false;
      this.args.onMade({ id: made.id, name: made.name, label: made.name });
      this.args.onChange(made.id);
    }
  };

  get options() {
    return [
      { value: "", label: t("admin.group.choose") },
      ...this.args.groups.map(({ id, label }) => ({ value: id, label })),
      { value: NEW, label: t("admin.group.make") },
    ];
  }

  get value() {
    return this.isMaking ? NEW : this.args.value;
  }

  get isNameless() {
    return this.name.trim() === "";
  }

  <template>
    <CoopSelectField
      @label={{t "admin.group.label"}}
      @help={{t "admin.group.help"}}
      @value={{this.value}}
      @options={{this.options}}
      @onChange={{this.choose}}
    />
    {{#if this.isMaking}}
      <div class="coop-line" role="group" aria-label={{t "admin.group.make"}}>
        <CoopTextField
          @label={{t "admin.group.name"}}
          @placeholder="coop_members"
          @code={{true}}
          @length="60"
          @value={{this.name}}
          @onChange={{this.setName}}
        />
        <CoopAction
          @isBusy={{this.deed.isBusy}}
          @isOff={{this.isNameless}}
          @onPress={{this.make}}
        >
          {{t "admin.group.make_it"}}
        </CoopAction>
      </div>
      <CoopFailure @error={{this.deed.error}} />
    {{/if}}
  </template>
}
