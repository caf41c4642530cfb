import Component from "@glimmer/component";
import { on } from "@ember/modifier";
import { guidFor } from "@ember/object/internals";

/** Yes or no. */
export default class CoopCheckField extends Component {
  id = `coop-${guidFor(this)}`;
  helpId = `${this.id}-help`;

  toggle = (event) => this.args.onChange(event.target.checked);

  <template>
    <div class="coop-field coop-check">
      <label for={{this.id}}>
        <input
          id={{this.id}}
          type="checkbox"
          checked={{@checked}}
          aria-describedby={{this.helpId}}
          ...attributes
          {{on "change" this.toggle}}
        />
        <span>{{@label}}</span>
      </label>
      <p id={{this.helpId}} class="coop-quiet coop-field__help">{{@help}}</p>
    </div>
  </template>
}
