import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { ask } from "../../lib/admin-calls";
import { Load } from "../../lib/coop-load";
import { t } from "../../lib/coop-words";
import CoopEmpty from "../coop/empty";
import CoopFailure from "../coop/failure";
import CoopLoading from "../coop/loading";
import CoopMoment from "../coop/moment";
import { states } from "./admissions";
import CoopFrame from "./frame";
import CoopHeading from "./heading";
import CoopPages from "./pages";

const PER_PAGE = 50;
const kinds = [
  "granted",
  "refused",
  "expired",
  "revoked",
  "suspended",
  "resumed",
  "unrecognised",
  "policy_changed",
  "unreachable",
  "forgotten",
  "ended",
  "dropped",
  "moved",
  "barred",
  "let_in",
  "left",
  "reminded",
  "removed_after_grace",
  "gate_saved",
  "gate_tightened",
  "gate_deleted",
  "connected",
  "disconnected",
  "service_away",
  "service_back",
  "person_erased",
];

const said = (event) => ({
  ...event,
  what: kinds.includes(event.kind)
    ? t(`admin.events.${event.kind}`)
    : event.kind,
  more: states.includes(event.detail)
    ? t(`states.${event.detail}`)
    : event.detail,
  gate: event.gate_name || event.policy || "–",
  who: event.username || "–",
  by: event.actor || event.actor_username || t("admin.log.by_itself"),
});

/** What happened at the gates, newest first; nothing in it can be changed. */
export default class CoopAdmissionLog extends Component {
  @tracked page = 1;

  log = new Load(() => ask("events", { page: this.page }));

  setPage = (page) => {
    this.page = page;
    this.log.again();
  };

  get isFirst() {
    return !this.log.data && !this.log.error;
  }

  get isEmpty() {
    return this.log.data?.total === 0;
  }

  get events() {
    return (this.log.data?.events ?? []).map(said);
  }

  get busy() {
    return this.log.isLoading ? "true" : "false";
  }

  get perPage() {
    return this.log.data?.per_page ?? PER_PAGE;
  }

  <template>
    <CoopFrame>
      <section>
        <CoopHeading>{{t "admin.tabs.admission_log"}}</CoopHeading>
        <CoopFailure @error={{this.log.error}} @onRetry={{this.log.again}} />
        {{#if this.isFirst}}<CoopLoading />{{/if}}
        {{#if this.isEmpty}}
          <CoopEmpty
            @title={{t "admin.log.none"}}
            @text={{t "admin.log.none_text"}}
          />
        {{else if this.log.data}}
          <table class="coop-table" aria-busy={{this.busy}}>
            <thead>
              <tr>
                <th scope="col">{{t "admin.log.when"}}</th>
                <th scope="col">{{t "admin.log.what"}}</th>
                <th scope="col">{{t "admin.admissions.gate"}}</th>
                <th scope="col">{{t "admin.admissions.who"}}</th>
                <th scope="col">{{t "admin.log.by"}}</th>
              </tr>
            </thead>
            <tbody>
              {{#each this.events key="id" as |event|}}
                <tr>
                  <th scope="row" data-label={{t "admin.log.when"}}><CoopMoment
                      @at={{event.at}}
                    /></th>
                  <td data-label={{t "admin.log.what"}}>
                    {{event.what}}
                    {{#if event.more}}<span
                        class="coop-quiet coop-line-below"
                        dir="auto"
                      >{{event.more}}</span>{{/if}}
                    {{#if event.problem}}<span
                        class="coop-quiet coop-line-below"
                      >{{event.problem.what}}</span>{{/if}}
                  </td>
                  <td
                    data-label={{t "admin.admissions.gate"}}
                    dir="auto"
                  >{{event.gate}}</td>
                  <td data-label={{t "admin.admissions.who"}}>{{event.who}}</td>
                  <td data-label={{t "admin.log.by"}}>{{event.by}}</td>
                </tr>
              {{/each}}
            </tbody>
          </table>
          <CoopPages
            @page={{this.page}}
            @perPage={{this.perPage}}
            @total={{this.log.data.total}}
            @isBusy={{this.log.isLoading}}
            @onChange={{this.setPage}}
          />
        {{/if}}
      </section>
    </CoopFrame>
  </template>
}
