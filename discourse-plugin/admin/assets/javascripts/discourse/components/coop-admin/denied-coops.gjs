import Component from "@glimmer/component";
import { fn } from "@ember/helper";
import { t } from "../../lib/coop-words";
import CoopAction from "../coop/action";
import CoopTextField from "./text-field";

/** Whom this forum leaves out, whatever a list says: each with the reason, for the team. */
export default class CoopDeniedCoops extends Component {
  write = (id, reason) => this.args.onChange({ id, reason });

  <template>
    <div class="coop-coops">
      <h4>{{t "admin.lists.left_out"}}</h4>
      <ul aria-label={{t "admin.lists.left_out_list"}}>
        {{#each @coops key="id" as |coop|}}
          <li class="coop-card">
            <CoopTextField
              @label={{coop.why}}
              @help={{t "admin.lists.why_not_help"}}
              @length="300"
              @value={{coop.reason}}
              @onChange={{fn this.write coop.id}}
            />
            <CoopAction
              @kind="btn-flat"
              @onPress={{fn @onWelcome coop.id}}
              aria-label={{coop.again}}
            >{{t "admin.lists.welcome_again"}}</CoopAction>
          </li>
        {{/each}}
      </ul>
    </div>
  </template>
}
