import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { on } from "@ember/modifier";
import { ask } from "../../lib/admin-calls";
import { Load } from "../../lib/coop-load";
import { t } from "../../lib/coop-words";
import { isAmong } from "../../lib/gate-form";
import CoopFailure from "../coop/failure";
import CoopLoading from "../coop/loading";
import CoopListedCoop from "./listed-coop";
import CoopPages from "./pages";
import CoopSelectField from "./select-field";
import CoopTextField from "./text-field";

const PATIENCE = 300;
const STATES = ["active", "upcoming", "suspended", "ended", "compromised"];

/** Whom a federation recognises: searched and turned over at the service, so a list of any length does. */
export default class CoopListBrowser extends Component {
  @tracked search = "";
  @tracked state = "";
  @tracked page = 1;

  found = new Load(() =>
    ask(`lists/${encodeURIComponent(this.args.list.name)}/coops`, {
      search: this.search.trim(),
      state: this.state,
      page: this.page,
    })
  );

  write = (search) => {
    this.search = search;
    this.page = 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(this.found.again, PATIENCE);
  };

  choose = (state) => {
    this.state = state;
    this.page = 1;
    this.found.again();
  };

  turn = (page) => {
    this.page = page;
    this.found.again();
  };

  /** The form around it is not sent. */
  onKey = (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
    }
  };

  willDestroy() {
    super.willDestroy();
    clearTimeout(this.timer);
    this.found.stop();
  }

  get states() {
    return [
      { value: "", label: t("admin.lists.any_standing") },
      ...STATES.map((value) => ({
        value,
        label: t(`admin.lists.standing.${value}`),
      })),
    ];
  }

  get coops() {
    return (this.found.data?.coops ?? []).map((coop) => ({
      ...coop,
      isDenied: isAmong(this.args.denied, coop),
    }));
  }

  get title() {
    return t("admin.lists.of", { name: this.args.list.title });
  }

  get count() {
    const { total } = this.found.data;
    return total === 0
      ? t("admin.lists.nobody")
      : t("admin.lists.found", { count: total });
  }

  get busy() {
    return this.found.isLoading ? "true" : "false";
  }

  get isFirst() {
    return !this.found.data && !this.found.error;
  }

  <template>
    <div class="coop-card coop-browser" role="group" aria-label={{this.title}}>
      <div class="coop-filters">
        <CoopTextField
          @type="search"
          @label={{t "admin.lists.search"}}
          @help={{t "admin.lists.search_help"}}
          @length="200"
          @value={{this.search}}
          @onChange={{this.write}}
          {{on "keydown" this.onKey}}
        />
        <CoopSelectField
          @label={{t "admin.lists.standing_label"}}
          @options={{this.states}}
          @value={{this.state}}
          @onChange={{this.choose}}
        />
      </div>
      <CoopFailure @error={{this.found.error}} @onRetry={{this.found.again}} />
      {{#if this.isFirst}}<CoopLoading />{{/if}}
      {{#if this.found.data}}
        <p role="status" class="coop-quiet">{{this.count}}</p>
        <ul class="coop-listed" aria-busy={{this.busy}}>
          {{#each this.coops key="id" as |coop|}}
            <CoopListedCoop
              @coop={{coop}}
              @canDeny={{@list.isChosen}}
              @onDeny={{@onDeny}}
              @onWelcome={{@onWelcome}}
            />
          {{/each}}
        </ul>
        <CoopPages
          @page={{this.found.data.page}}
          @perPage={{this.found.data.per_page}}
          @total={{this.found.data.total}}
          @isBusy={{this.found.isLoading}}
          @back={{t "admin.pages.back"}}
          @onward={{t "admin.pages.onward"}}
          @onChange={{this.turn}}
        />
      {{/if}}
    </div>
  </template>
}
