import Component from "@glimmer/component";
import { fn } from "@ember/helper";
import { on } from "@ember/modifier";
import { guidFor } from "@ember/object/internals";

/** One of a few, each with its sentence. */
export default class CoopChoiceField extends Component {
  name = `coop-${guidFor(this)}`;

  get options() {
    return this.args.options.map((option) => ({
      ...option,
      isChosen: option.value === this.args.value,
    }));
  }

  <template>
    <fieldset class="coop-fieldset" ...attributes>
      <legend>{{@label}}</legend>
      {{#if @help}}<p class="coop-quiet">{{@help}}</p>{{/if}}
      {{#each this.options key="value" as |option|}}
        <label class="coop-choice">
          <input
            type="radio"
            name={{this.name}}
            value={{option.value}}
            checked={{option.isChosen}}
            {{on "change" (fn @onChange option.value)}}
          />
          <span>{{option.label}}</span>
        </label>
      {{/each}}
    </fieldset>
  </template>
}
