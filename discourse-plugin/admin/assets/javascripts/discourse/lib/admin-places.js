const TODAY = "adminPlugins.show";

/** Whether this core gives each plugin a page of its own, with tabs. */
export const hasPluginPage = (router) =>
  (router.currentRouteName ?? "").startsWith(TODAY);

/** The route of a view of ours, on this core. */
export const placeOf = (router, view) =>
  hasPluginPage(router)
    ? `${TODAY}.coop-credentials-${view}`
    : `adminPlugins.coop-credentials-admin.${view}`;

/** The tabs, in their order. */
export const tabs = [
  "set-up",
  "gates",
  "admissions",
  "admission-log",
  "connection",
];
