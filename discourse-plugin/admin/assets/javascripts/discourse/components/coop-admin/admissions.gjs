import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { ask, send } from "../../lib/admin-calls";
import { pathTo } from "../../lib/coop-addresses";
import { Load } from "../../lib/coop-load";
import { t } from "../../lib/coop-words";
import CoopAction from "../coop/action";
import CoopEmpty from "../coop/empty";
import CoopFailure from "../coop/failure";
import CoopLoading from "../coop/loading";
import CoopAdmissionRow from "./admission-row";
import CoopFrame from "./frame";
import CoopHeading from "./heading";
import CoopPages from "./pages";
import CoopSelectField from "./select-field";
import CoopTextField from "./text-field";

const PER_PAGE = 30;
const PATIENCE = 300;
export const states = [
  "live",
  "suspended",
  "expired",
  "revoked",
  "unrecognised",
  "policy_changed",
  "unreachable",
  "forgotten",
  "dropped",
  "ended",
  "moved",
  "barred",
];

/** Who was let in where: why, by whom, until when; each can be ended, all can be had as a table. */
export default class CoopAdmissions extends Component {
  @tracked policy = "";
  @tracked state = "";
  @tracked q = "";
  @tracked page = 1;
  @tracked said;

  gates = new Load(async () => (await ask("gates")).gates);
  grants = new Load(() => {
    const { policy, state, q, page } = this;
    return ask("grants", { policy, state, q: q.trim(), page });
  });

  setPolicy = (policy) => this.filter({ policy });

  setState = (state) => this.filter({ state });

  setQ = (q) => this.filter({ q }, PATIENCE);

  setPage = (page) => this.filter({ page });

  showAll = () => this.filter({ policy: "", state: "", q: "" });

  end = async (grant, reason) => {
    await send("POST", `grants/${grant.id}/end`, { reason });
    this.said = t("admin.admissions.ended", { username: grant.username });
    await this.grants.again();
  };

  letIn = async (grant) => {
    await send("POST", `grants/${grant.id}/let-in`, {});
    this.said = t("admin.admissions.let_in_done", { username: grant.username });
    await this.grants.again();
  };

  constructor(owner, args) {
    super(owner, args);
    this.policy = this.args.policy ?? "";
  }

  willDestroy() {
    super.willDestroy();
    clearTimeout(this.timer);
    this.grants.stop();
  }

  get gateOptions() {
    const known = (this.gates.data ?? []).map(({ policy, name }) => ({
      value: policy,
      label: name || policy,
    }));
    const missing =
      this.policy && !known.some(({ value }) => value === this.policy)
        ? [{ value: this.policy, label: this.policy }]
        : [];
    return [
      { value: "", label: t("admin.admissions.all_gates") },
      ...known,
      ...missing,
    ];
  }

  get stateOptions() {
    return [
      { value: "", label: t("admin.admissions.all_states") },
      ...states.map((value) => ({ value, label: t(`states.${value}`) })),
    ];
  }

  get isFiltered() {
    return Boolean(this.policy || this.state || this.q.trim());
  }

  get isFirst() {
    return !this.grants.data && !this.grants.error;
  }

  get isEmpty() {
    return this.grants.data?.total === 0;
  }

  get busy() {
    return this.grants.isLoading ? "true" : "false";
  }

  get perPage() {
    return this.grants.data?.per_page ?? PER_PAGE;
  }

  get table() {
    const asked = new URLSearchParams();
    for (const name of ["policy", "state"]) {
      if (this[name]) {
        asked.set(name, this[name]);
      }
    }
    return pathTo(`/admin/plugins/coop-credentials/grants.csv?${asked}`);
  }

  filter(change, wait = 0) {
    this.page = change.page ?? 1;
    this.policy = change.policy ?? this.policy;
    this.state = change.state ?? this.state;
    this.q = change.q ?? this.q;
    this.said = undefined;
    clearTimeout(this.timer);
    this.timer = setTimeout(this.grants.again, wait);
  }

  <template>
    <CoopFrame>
      <section>
        <div class="coop-top">
          <CoopHeading>{{t "admin.tabs.admissions"}}</CoopHeading>
          {{#if this.grants.data.total}}
            <a
              class="btn btn-default"
              href={{this.table}}
              data-auto-route="false"
              download
            >{{t "admin.admissions.csv"}}</a>
          {{/if}}
        </div>
        <p class="coop-quiet">{{t "admin.admissions.lead"}}</p>
        <div class="coop-filters">
          <CoopSelectField
            @label={{t "admin.admissions.gate"}}
            @value={{this.policy}}
            @options={{this.gateOptions}}
            @onChange={{this.setPolicy}}
          />
          <CoopSelectField
            @label={{t "admin.admissions.state"}}
            @value={{this.state}}
            @options={{this.stateOptions}}
            @onChange={{this.setState}}
          />
          <CoopTextField
            @label={{t "admin.admissions.who_q"}}
            @type="search"
            @value={{this.q}}
            @onChange={{this.setQ}}
          />
        </div>
        <div role="status">
          {{#if this.said}}<p class="alert alert-info">{{this.said}}</p>{{/if}}
        </div>
        <CoopFailure
          @error={{this.grants.error}}
          @onRetry={{this.grants.again}}
        />
        {{#if this.isFirst}}<CoopLoading />{{/if}}
        {{#if this.isEmpty}}
          {{#if this.isFiltered}}
            <CoopEmpty
              @title={{t "admin.admissions.none_like"}}
              @text={{t "admin.admissions.none_like_text"}}
            >
              <CoopAction @onPress={{this.showAll}}>{{t
                  "admin.admissions.show_all"
                }}</CoopAction>
            </CoopEmpty>
          {{else}}
            <CoopEmpty
              @title={{t "admin.admissions.none"}}
              @text={{t "admin.admissions.none_text"}}
            />
          {{/if}}
        {{else if this.grants.data}}
          <table class="coop-table" aria-busy={{this.busy}}>
            <thead>
              <tr>
                <th scope="col">{{t "admin.admissions.who"}}</th>
                <th scope="col">{{t "admin.admissions.gate"}}</th>
                <th scope="col">{{t "admin.admissions.why"}}</th>
                <th scope="col">{{t "admin.admissions.since"}}</th>
                <th scope="col">{{t "admin.admissions.until"}}</th>
                <th scope="col">{{t "admin.admissions.state"}}</th>
                <th scope="col"><span class="coop-sr-only">{{t
                      "admin.admissions.deeds"
                    }}</span></th>
              </tr>
            </thead>
            <tbody>
              {{#each this.grants.data.grants key="id" as |grant|}}
                <CoopAdmissionRow
                  @grant={{grant}}
                  @onEnd={{this.end}}
                  @onLetIn={{this.letIn}}
                />
              {{/each}}
            </tbody>
          </table>
          <CoopPages
            @page={{this.page}}
            @perPage={{this.perPage}}
            @total={{this.grants.data.total}}
            @isBusy={{this.grants.isLoading}}
            @onChange={{this.setPage}}
          />
        {{/if}}
      </section>
    </CoopFrame>
  </template>
}
