export default {
  resource: "user.preferences",
  map() {
    this.route("co-op-memberships");
  },
};
