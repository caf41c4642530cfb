import Component from "@glimmer/component";
import { ask } from "../../lib/admin-calls";
import { Load } from "../../lib/coop-load";
import { t } from "../../lib/coop-words";
import {
  addressOfCoop,
  deniedOf,
  listsOf,
  withDenied,
  withLists,
} from "../../lib/gate-form";
import CoopFailure from "../coop/failure";
import CoopLoading from "../coop/loading";
import CoopDeniedCoops from "./denied-coops";
import CoopFederation from "./federation";

/** Federations’ lists that count for a gate, whom each names, and whom this forum leaves out all the same. */
export default class CoopFederationsField extends Component {
  lists = new Load(async () => (await ask("lists")).lists);

  choose = (name, isOn) => {
    const others = this.chosen.filter((other) => other !== name);
    this.change(withLists, isOn ? [...others, name] : others);
  };

  deny = (entry) => {
    const isThere = this.denied.some(({ id }) => id === entry.id);
    this.change(
      withDenied,
      isThere
        ? this.denied.map((one) => (one.id === entry.id ? entry : one))
        : [...this.denied, entry]
    );
  };

  welcome = (...ids) =>
    this.change(
      withDenied,
      this.denied.filter(({ id }) => !ids.includes(id))
    );

  willDestroy() {
    super.willDestroy();
    this.lists.stop();
  }

  change(change, value) {
    this.args.onChange(change(this.args.document, value));
  }

  get chosen() {
    return listsOf(this.args.document);
  }

  get denied() {
    return deniedOf(this.args.document);
  }

  get deniedCoops() {
    return this.denied.map(({ id, reason }) => {
      const address = addressOfCoop(id);
      return {
        id,
        reason,
        why: t("admin.lists.why_not", { name: address }),
        again: t("admin.lists.welcome_again_name", { name: address }),
      };
    });
  }

  get isFirst() {
    return !this.lists.data && !this.lists.error;
  }

  /** Those that the service follows, then those that it does not, and that the gate counts on. */
  get federations() {
    const known = this.lists.data ?? [];
    const unknown = this.lists.data
      ? this.chosen.filter((name) => !known.some((list) => list.name === name))
      : [];
    return [
      ...known,
      ...unknown.map((name) => ({
        name,
        title: name,
        isUnknown: true,
        said: t("admin.lists.not_followed"),
      })),
    ].map((list) => ({ ...list, isChosen: this.chosen.includes(list.name) }));
  }

  get hasNone() {
    return this.lists.data && this.federations.length === 0;
  }

  <template>
    <fieldset class="coop-fieldset coop-federations">
      <legend>{{t "admin.lists.title"}}</legend>
      <p class="coop-quiet">{{t "admin.lists.help"}}</p>
      <CoopFailure @error={{this.lists.error}} @onRetry={{this.lists.again}} />
      {{#if this.isFirst}}<CoopLoading />{{/if}}
      {{#if this.hasNone}}<p class="coop-quiet">{{t
            "admin.lists.none"
          }}</p>{{/if}}
      {{#each this.federations key="name" as |list|}}
        <CoopFederation
          @list={{list}}
          @denied={{this.denied}}
          @onChoose={{this.choose}}
          @onDeny={{this.deny}}
          @onWelcome={{this.welcome}}
        />
      {{/each}}
      {{#if this.denied.length}}
        <CoopDeniedCoops
          @coops={{this.deniedCoops}}
          @onChange={{this.deny}}
          @onWelcome={{this.welcome}}
        />
      {{/if}}
    </fieldset>
  </template>
}
