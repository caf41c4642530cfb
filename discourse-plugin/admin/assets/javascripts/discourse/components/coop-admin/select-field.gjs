import Component from "@glimmer/component";
import { on } from "@ember/modifier";
import CoopField from "./field";

/** One of a list: `@options` are `{ value, label }`, values are text; an empty one stands for nothing. */
export default class CoopSelectField extends Component {
  choose = (event) => this.args.onChange(event.target.value);

  get options() {
    const chosen = String(this.args.value ?? "");
    return this.args.options.map(({ value, label }) => ({
      value: String(value ?? ""),
      label,
      isChosen: String(value ?? "") === chosen,
    }));
  }

  <template>
    <CoopField @label={{@label}} @help={{@help}} as |id helpId|>
      <select
        id={{id}}
        aria-describedby={{helpId}}
        ...attributes
        {{on "change" this.choose}}
      >
        {{#each this.options as |choice|}}
          <option
            value={{choice.value}}
            selected={{choice.isChosen}}
          >{{choice.label}}</option>
        {{/each}}
      </select>
    </CoopField>
  </template>
}
