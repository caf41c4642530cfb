import { withPluginApi } from "discourse/lib/plugin-api";

const PLUGIN = "coop-credentials";
const tabs = ["set_up", "gates", "admissions", "admission_log", "connection"];

export default {
  name: "coop-credentials-admin",

  initialize(container) {
    if (!container.lookup("service:current-user")?.admin) {
      return;
    }
    // @ts-expect-error today's core leaves the version out, and ignores it; older ones need it
    withPluginApi("1.15.0", (api) => {
      api.setAdminPluginIcon?.(PLUGIN, "id-card");
      api.addAdminPluginConfigurationNav?.(
        PLUGIN,
        tabs.map((tab) => ({
          label: `coop_credentials.admin.tabs.${tab}`,
          route: `adminPlugins.show.coop-credentials-${tab.replaceAll("_", "-")}`,
        }))
      );
    });
  },
};
