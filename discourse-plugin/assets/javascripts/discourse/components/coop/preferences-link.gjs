import Component from "@glimmer/component";
import { LinkTo } from "@ember/routing";
import { service } from "../../lib/coop-service";
import { t } from "../../lib/coop-words";
import CoopIcon from "./icon";

/** The way to a member's own memberships, among their preferences. Nobody else's are shown, to admins neither. */
export default class CoopPreferencesLink extends Component {
  @service currentUser;

  get isMine() {
    const { model } = this.args.outletArgs ?? {};
    return this.currentUser && model?.id === this.currentUser.id;
  }

  <template>
    {{#if this.isMine}}
      <li class="user-nav__preferences-co-op-memberships">
        <LinkTo @route="preferences.co-op-memberships">
          <CoopIcon @name="id-card" />
          <span>{{t "mine.nav"}}</span>
        </LinkTo>
      </li>
    {{/if}}
  </template>
}
