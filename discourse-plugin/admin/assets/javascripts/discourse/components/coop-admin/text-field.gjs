import Component from "@glimmer/component";
import { on } from "@ember/modifier";
import CoopField from "./field";

/** One line of text, or several with `@rows`. */
export default class CoopTextField extends Component {
  write = (event) => this.args.onChange(event.target.value);

  get type() {
    return this.args.type ?? "text";
  }

  get value() {
    return this.args.value ?? "";
  }

  get isCode() {
    return this.args.code ? "false" : null;
  }

  get capitalize() {
    return this.args.code ? "none" : null;
  }

  <template>
    <CoopField @label={{@label}} @help={{@help}} as |id helpId|>
      {{#if @rows}}
        <textarea
          id={{id}}
          rows={{@rows}}
          aria-describedby={{helpId}}
          spellcheck={{this.isCode}}
          maxlength={{@max}}
          value={{this.value}}
          ...attributes
          {{on "input" this.write}}
        ></textarea>
      {{else}}
        <input
          id={{id}}
          type={{this.type}}
          min={{@min}}
          max={{@max}}
          maxlength={{@length}}
          placeholder={{@placeholder}}
          aria-describedby={{helpId}}
          autocomplete="off"
          autocapitalize={{this.capitalize}}
          spellcheck={{this.isCode}}
          value={{this.value}}
          ...attributes
          {{on "input" this.write}}
        />
      {{/if}}
    </CoopField>
  </template>
}
