/** Where the core gives each plugin a page of its own (since 2024). The names are shared with other plugins. */
export default {
  resource: "admin.adminPlugins.show",
  path: "/plugins",
  map() {
    this.route("coop-credentials-set-up", { path: "set-up" });
    this.route("coop-credentials-gates", { path: "gates" });
    this.route("coop-credentials-new-gate", { path: "new-gate" });
    this.route("coop-credentials-gate", { path: "gates/:policy" });
    this.route("coop-credentials-gate-admissions", {
      path: "gates/:policy/admissions",
    });
    this.route("coop-credentials-admissions", { path: "admissions" });
    this.route("coop-credentials-admission-log", { path: "admission-log" });
    this.route("coop-credentials-connection", { path: "connection" });
  },
};
