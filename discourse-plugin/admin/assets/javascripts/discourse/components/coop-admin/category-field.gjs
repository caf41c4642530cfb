import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { pathTo } from "../../lib/coop-addresses";
import { service } from "../../lib/coop-service";
import { t } from "../../lib/coop-words";
import { groupsOfCategory } from "../../lib/host-lists";
import CoopSelectField from "./select-field";

/** The category that the gate leads into, and whether the chosen group is what opens it. */
export default class CoopCategoryField extends Component {
  @service site;

  @tracked seers;

  choose = (value) => {
    const id = value === "" ? null : Number(value);
    this.args.onChange(id);
    this.look(id);
  };

  constructor(owner, args) {
    super(owner, args);
    this.look(this.args.value);
  }

  async look(id) {
    this.asked = id;
    this.seers = undefined;
    const seers = id
      ? await groupsOfCategory(id).catch(() => undefined)
      : undefined;
    if (this.asked === id && !this.isDestroying) {
      this.seers = seers;
    }
  }

  get options() {
    const all = this.site.categories ?? [];
    const nameOf = ({ name, parent_category_id }) => {
      const parent = all.find(({ id }) => id === parent_category_id);
      return parent ? `${nameOf(parent)} › ${name}` : name;
    };
    const named = all.map((category) => ({
      value: category.id,
      label: nameOf(category),
    }));
    named.sort((one, other) => one.label.localeCompare(other.label));
    return [{ value: "", label: t("admin.category.none") }, ...named];
  }

  get warning() {
    const { group } = this.args;
    if (this.seers?.includes("everyone")) {
      return t("admin.category.open_to_all");
    }
    return this.seers && group && !this.seers.includes(group.name)
      ? t("admin.category.not_for_group", { group: group.label })
      : undefined;
  }

  get page() {
    return pathTo(`/c/${this.args.value}`);
  }

  <template>
    <CoopSelectField
      @label={{t "admin.category.label"}}
      @help={{t "admin.category.help"}}
      @value={{@value}}
      @options={{this.options}}
      @onChange={{this.choose}}
    />
    <div role="status">
      {{#if this.warning}}
        <p class="alert alert-warning">
          {{this.warning}}
          <a href={{this.page}}>{{t "admin.category.to_it"}}</a>
        </p>
      {{/if}}
    </div>
  </template>
}
