import Route from "@ember/routing/route";
import { accessPath } from "../lib/coop-addresses";

export default class CoOpAccessRoute extends Route {
  beforeModel(transition) {
    transition.abort();
    window.location.assign(accessPath());
  }
}
