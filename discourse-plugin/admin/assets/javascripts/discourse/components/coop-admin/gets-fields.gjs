import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { Load } from "../../lib/coop-load";
import { t } from "../../lib/coop-words";
import { badges, groups } from "../../lib/host-lists";
import CoopFailure from "../coop/failure";
import CoopLoading from "../coop/loading";
import CoopCategoryField from "./category-field";
import CoopCheckField from "./check-field";
import CoopGroupField from "./group-field";
import CoopSelectField from "./select-field";
import CoopTextField from "./text-field";

/** What members get: the gate's name, the group, where it leads, and what else comes with it. */
export default class CoopGetsFields extends Component {
  @tracked made = [];

  lists = new Load(async () => ({
    groups: await groups(),
    badges: await badges().catch(() => []),
  }));

  change = (part) => this.args.onChange({ ...this.args.form, ...part });

  setName = (name) => this.change({ name });

  setGroup = (group_id) => this.change({ group_id });

  setReplyGroup = (id) =>
    this.change({ reply_group_id: id === "" ? null : Number(id) });

  setCategory = (category_id) => this.change({ category_id });

  setBadge = (id) => this.change({ badge_id: id === "" ? null : Number(id) });

  setFlair = (flair) => this.change({ flair });

  addMade = (group) => (this.made = [...this.made, group]);

  get groups() {
    return [...(this.lists.data?.groups ?? []), ...this.made];
  }

  get group() {
    return this.groups.find(({ id }) => id === this.args.form.group_id);
  }

  get badgeOptions() {
    return [
      { value: "", label: t("admin.badge.none") },
      ...(this.lists.data?.badges ?? []).map(({ id, label }) => ({
        value: id,
        label,
      })),
    ];
  }

  get replyOptions() {
    return [
      { value: "", label: t("admin.reply_group.none") },
      ...this.groups
        .filter(({ id }) => id !== this.args.form.group_id)
        .map(({ id, label }) => ({ value: id, label })),
    ];
  }

  <template>
    <CoopTextField
      @label={{t "admin.form.name"}}
      @help={{t "admin.form.name_help"}}
      @length="200"
      @value={{@form.name}}
      @onChange={{this.setName}}
    />
    <CoopFailure @error={{this.lists.error}} @onRetry={{this.lists.again}} />
    {{#if this.lists.data}}
      <CoopGroupField
        @groups={{this.groups}}
        @value={{@form.group_id}}
        @onChange={{this.setGroup}}
        @onMade={{this.addMade}}
      />
      <CoopCategoryField
        @value={{@form.category_id}}
        @group={{this.group}}
        @onChange={{this.setCategory}}
      />
      <details class="coop-more">
        <summary>{{t "admin.more_gets"}}</summary>
        <CoopSelectField
          @label={{t "admin.reply_group.label"}}
          @help={{t "admin.reply_group.help"}}
          @value={{@form.reply_group_id}}
          @options={{this.replyOptions}}
          @onChange={{this.setReplyGroup}}
        />
        <CoopSelectField
          @label={{t "admin.badge.label"}}
          @help={{t "admin.badge.help"}}
          @value={{@form.badge_id}}
          @options={{this.badgeOptions}}
          @onChange={{this.setBadge}}
        />
        <CoopCheckField
          @label={{t "admin.flair.label"}}
          @help={{t "admin.flair.help"}}
          @checked={{@form.flair}}
          @onChange={{this.setFlair}}
        />
      </details>
    {{else if this.lists.isLoading}}
      <CoopLoading />
    {{/if}}
  </template>
}
