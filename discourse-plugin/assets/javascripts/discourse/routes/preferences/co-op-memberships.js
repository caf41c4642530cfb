import Route from "@ember/routing/route";
import { VERSION } from "@ember/version";
import { t } from "../../lib/coop-words";

/** A component can be a route's template from Ember 6 on; before, it is put into one. */
const takesComponents = Number.parseInt(VERSION, 10) >= 6;

export default class CoOpMembershipsRoute extends Route {
  templateName = takesComponents
    ? "preferences/co-op-memberships"
    : "co-op-memberships-classic";

  model() {
    return this.modelFor("user");
  }

  titleToken() {
    return t("mine.title");
  }
}
