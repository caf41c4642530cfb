import Route from "@ember/routing/route";
import { accessPath } from "../lib/coop-addresses";

export default class CoOpAccessGateRoute extends Route {
  beforeModel(transition) {
    transition.abort();
    window.location.assign(accessPath(transition.to.params.policy));
  }
}
