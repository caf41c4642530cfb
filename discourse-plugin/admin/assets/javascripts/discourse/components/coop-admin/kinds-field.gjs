import Component from "@glimmer/component";
import { fn } from "@ember/helper";
import { on } from "@ember/modifier";
import { t } from "../../lib/coop-words";
import { kindsOf, membershipKinds, withKinds } from "../../lib/gate-form";

/** As what somebody has to be a member. */
export default class CoopKindsField extends Component {
  toggle = (toggled, event) => {
    const chosen = kindsOf(this.args.document);
    const kinds = membershipKinds.filter((kind) =>
      kind === toggled ? event.target.checked : chosen.includes(kind)
    );
    this.args.onChange(withKinds(this.args.document, kinds));
  };

  get kinds() {
    const chosen = kindsOf(this.args.document);
    return membershipKinds.map((kind) => ({
      kind,
      name: t(`admin.kinds.${kind}`),
      isOn: chosen.includes(kind),
    }));
  }

  <template>
    <fieldset class="coop-fieldset">
      <legend>{{t "admin.kinds.title"}}</legend>
      <p class="coop-quiet">{{t "admin.kinds.help"}}</p>
      {{#each this.kinds key="kind" as |entry|}}
        <label class="coop-choice">
          <input
            type="checkbox"
            checked={{entry.isOn}}
            {{on "change" (fn this.toggle entry.kind)}}
          />
          <span>{{entry.name}}</span>
        </label>
      {{/each}}
    </fieldset>
  </template>
}
