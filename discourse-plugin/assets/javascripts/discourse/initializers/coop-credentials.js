import { withPluginApi } from "discourse/lib/plugin-api";
import CoopCategoryBanner from "../components/coop/category-banner";
import CoopLockedPage from "../components/coop/locked-page";
import CoopPreferencesLink from "../components/coop/preferences-link";
import { MINE } from "../lib/coop-addresses";
import { sayDay, t } from "../lib/coop-words";

/** Told wherever the member is: the sidebar has changed, and a page they wanted may open now. */
function tell(api, { state, opened, until }) {
  const label = opened?.label;
  const toasts = api.container.lookup("service:toasts");
  if (state === "accepted" && label && toasts?.success) {
    toasts.success({
      duration: 5000,
      data: { message: t("live.opened", { label, at: sayDay(until) }) },
    });
  }
}

export default {
  name: "coop-credentials",

  initialize(container) {
    const { coop_credentials_enabled, coop_credentials_sidebar_link } =
      container.lookup("service:site-settings");
    if (!coop_credentials_enabled) {
      return;
    }

    // @ts-expect-error today's core leaves the version out, and ignores it; older ones need it
    withPluginApi("1.15.0", (api) => {
      const gates = container.lookup("service:coop-gates");
      gates.start();
      gates.listen((message) => tell(api, message));

      api.renderInOutlet("discovery-list-controls-above", CoopCategoryBanner);
      api.renderInOutlet("above-main-container", CoopLockedPage);
      api.renderInOutlet("user-preferences-nav", CoopPreferencesLink);

      if (coop_credentials_sidebar_link && gates.all.length > 0) {
        api.addCommunitySectionLink({
          name: "co-op-access",
          route: "co-op-access",
          title: t("sidebar.title"),
          text: t("sidebar.text"),
          icon: "id-card",
        });
      }
      if (api.getCurrentUser()) {
        api.addQuickAccessProfileItem({
          className: "co-op-memberships",
          icon: "id-card",
          href: MINE,
          content: t("mine.nav"),
        });
      }
    });
  },
};
