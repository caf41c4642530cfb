/** In the app these only lead out of it: the pages are the server's own, light ones. */
export default function () {
  this.route("co-op-access");
  this.route("co-op-access-gate", { path: "/co-op-access/:policy" });
}
