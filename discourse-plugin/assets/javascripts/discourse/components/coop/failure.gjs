import Component from "@glimmer/component";
import { problemOf, saidBy } from "../../lib/coop-calls";
import { t } from "../../lib/coop-words";
import CoopAction from "./action";

/** What went wrong, what to do, and a way to try again. */
export default class CoopFailure extends Component {
  get said() {
    return saidBy(this.args.error);
  }

  get problems() {
    return problemOf(this.args.error)?.problems ?? [];
  }

  get code() {
    return problemOf(this.args.error)?.code;
  }

  <template>
    {{#if @error}}
      <div class="alert alert-error coop-failure" role="alert">
        <p>
          {{this.said}}
          {{#if this.code}}
            <small>{{t "failure.code" code=this.code}}</small>
          {{/if}}
        </p>
        {{#if this.problems.length}}
          <ul>
            {{#each this.problems as |problem|}}
              <li>
                {{#if problem.path}}<code>{{problem.path}}</code>{{/if}}
                {{problem.message}}
              </li>
            {{/each}}
          </ul>
        {{/if}}
        {{#if @onRetry}}
          <CoopAction @onPress={{@onRetry}}>{{t "failure.again"}}</CoopAction>
        {{/if}}
      </div>
    {{/if}}
  </template>
}
