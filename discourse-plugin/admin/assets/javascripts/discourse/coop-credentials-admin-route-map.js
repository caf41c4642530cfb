/** On cores without a page for each plugin. Its address differs from today's, so that the two never meet. */
export default {
  resource: "admin.adminPlugins",
  path: "/plugins",
  map() {
    this.route(
      "coop-credentials-admin",

      function () {
        this.route("set-up");
        this.route("gates");
        this.route("new-gate");
        this.route("gate", { path: "/gates/:policy" });
        this.route("gate-admissions", { path: "/gates/:policy/admissions" });
        this.route("admissions");
        this.route("admission-log");
        this.route("connection");
      }
    );
  },
};
