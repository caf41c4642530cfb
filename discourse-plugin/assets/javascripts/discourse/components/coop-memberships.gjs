import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { accessPath, pathTo } from "../lib/coop-addresses";
import { call, get } from "../lib/coop-calls";
import { Load } from "../lib/coop-load";
import { service } from "../lib/coop-service";
import { t } from "../lib/coop-words";
import CoopEmpty from "./coop/empty";
import CoopFailure from "./coop/failure";
import CoopLoading from "./coop/loading";
import CoopMembership from "./coop/membership";

const access = () => accessPath();
const exported = () => pathTo("/co-op-credentials/mine/export.json");

/** What a member's co-op membership opened here: until when, why, and how to be rid of it. */
export default class CoopMemberships extends Component {
  @service coopGates;
  @service currentUser;

  @tracked said;

  grants = new Load(async () => {
    if (!this.isMine) {
      return [];
    }
    return (await get("/co-op-credentials/mine.json")).grants;
  });

  drop = async (grant) => {
    await call("DELETE", `/co-op-credentials/mine/${grant.id}`);
    this.said = t("mine.dropped", { label: grant.label });
    await this.grants.again();
  };

  constructor(owner, args) {
    super(owner, args);
    this.stopListening = this.coopGates.listen(() => this.grants.again());
  }

  willDestroy() {
    super.willDestroy();
    this.stopListening();
    this.grants.stop();
  }

  get isMine() {
    return this.args.user?.id === this.currentUser?.id;
  }

  get isEmpty() {
    return this.isMine && this.grants.data?.length === 0;
  }

  get isFirstLoad() {
    return this.grants.isLoading && !this.grants.data && !this.grants.error;
  }

  <template>
    <div class="coop-mine">
      <h2 class="coop-mine__title">{{t "mine.title"}}</h2>
      {{#if this.isMine}}
        <p class="coop-quiet">{{t "mine.lead"}}</p>
        <div role="status">
          {{#if this.said}}<p class="alert alert-info">{{this.said}}</p>{{/if}}
        </div>
        {{#if this.isFirstLoad}}<CoopLoading />{{/if}}
        <CoopFailure
          @error={{this.grants.error}}
          @onRetry={{this.grants.again}}
        />
        {{#if this.isEmpty}}
          <CoopEmpty @title={{t "mine.empty_title"}} @text={{t "mine.empty"}}>
            <a class="btn btn-primary" href={{(access)}}>{{t
                "mine.see_gates"
              }}</a>
          </CoopEmpty>
        {{/if}}
        {{#if this.grants.data.length}}
          <ul class="coop-mine__list">
            {{#each this.grants.data key="id" as |grant|}}
              <CoopMembership @grant={{grant}} @onDrop={{this.drop}} />
            {{/each}}
          </ul>
          <p class="coop-mine__foot">
            <a href={{(access)}}>{{t "mine.see_gates"}}</a>
            <a
              href={{(exported)}}
              download="co-op-memberships.json"
              data-auto-route="false"
              target="_self"
            >
              {{t "mine.export"}}
            </a>
          </p>
        {{/if}}
      {{else}}
        <p>{{t "mine.not_yours"}}</p>
      {{/if}}
    </div>
  </template>
}
