import Component from "@glimmer/component";
import { modifier } from "ember-modifier";
import { t } from "../../lib/coop-words";
import { PolicyCheck } from "../../lib/policy-check";
import { lackOf, withPurpose } from "../../lib/save-gate";
import CoopFailure from "../coop/failure";

/** The sentence that sums a gate up, and what members are asked for; or what is still missing or wrong. */
export default class CoopSummary extends Component {
  check = this.args.check ?? new PolicyCheck();

  follow = modifier((_element, /** @type {any[]} */ [form, lack]) => {
    if (lack.length === 0) {
      this.check.see(withPurpose(form), form.group_id);
    }
  });

  again = () =>
    this.check.see(withPurpose(this.args.form), this.args.form.group_id);

  willDestroy() {
    super.willDestroy();
    this.check.stop();
  }

  get lack() {
    return this.args.isBroken ? [] : lackOf(this.args.form);
  }

  get answer() {
    return this.check.answer;
  }

  get busy() {
    return this.check.isLoading ? "true" : "false";
  }

  get isInvalid() {
    return this.answer && !this.answer.valid;
  }

  <template>
    <div
      class="coop-summary"
      aria-live="polite"
      aria-busy={{this.busy}}
      {{this.follow @form this.lack}}
    >
      {{#if @isUntouched}}
        <p class="coop-quiet">{{t "admin.summary.untouched"}}</p>
      {{else if this.lack.length}}
        <p>{{t "admin.summary.lack"}}</p>
        <ul>
          {{#each this.lack as |sentence|}}<li>{{sentence}}</li>{{/each}}
        </ul>
      {{else if this.check.error}}
        <CoopFailure @error={{this.check.error}} @onRetry={{this.again}} />
      {{else if this.isInvalid}}
        <div class="alert alert-warning">
          <p>{{t "admin.summary.wrong"}}</p>
          <ul>
            {{#each this.answer.problems as |problem|}}
              <li>{{#if problem.path}}<code>{{problem.path}}</code>{{/if}}
                {{problem.message}}</li>
            {{/each}}
          </ul>
        </div>
      {{else if this.answer}}
        <p class="coop-sentence" dir="auto">{{this.answer.summary}}</p>
        <p class="coop-quiet">{{t "admin.summary.asked"}}</p>
        <ul>
          {{#each this.answer.asks as |ask|}}<li
              dir="auto"
            >{{ask}}</li>{{/each}}
        </ul>
        {{#each this.answer.warnings key="id" as |warning|}}
          <p class="alert alert-warning">{{warning.what}} {{warning.next}}</p>
        {{/each}}
      {{else}}
        <p class="coop-quiet">{{t "admin.summary.waiting"}}</p>
      {{/if}}
    </div>
  </template>
}
