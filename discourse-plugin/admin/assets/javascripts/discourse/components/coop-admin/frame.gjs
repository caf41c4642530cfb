import Component from "@glimmer/component";
import { LinkTo } from "@ember/routing";
import { hasPluginPage, placeOf, tabs } from "../../lib/admin-places";
import { service } from "../../lib/coop-service";
import { t } from "../../lib/coop-words";
import CoopListBanners from "./list-banners";

/** Around every view: tabs, where the core has none of its own for a plugin. */
export default class CoopFrame extends Component {
  @service router;

  get tabs() {
    return hasPluginPage(this.router)
      ? []
      : tabs.map((name) => ({
          route: placeOf(this.router, name),
          title: t(`admin.tabs.${name.replaceAll("-", "_")}`),
        }));
  }

  <template>
    <div class="coop-admin">
      {{#if this.tabs.length}}
        <nav class="coop-tabs" aria-label={{t "admin.title"}}>
          {{#each this.tabs key="route" as |tab|}}
            <LinkTo @route={{tab.route}}>{{tab.title}}</LinkTo>
          {{/each}}
        </nav>
      {{/if}}
      <CoopListBanners />
      {{yield}}
    </div>
  </template>
}
