import Component from "@glimmer/component";
import { guidFor } from "@ember/object/internals";

/** A label, a control and what helps with it, tied together for whoever can't see that they stand together. */
export default class CoopField extends Component {
  id = `coop-${guidFor(this)}`;
  helpId = `${this.id}-help`;

  <template>
    <div class="coop-field" ...attributes>
      <label for={{this.id}}>{{@label}}</label>
      {{yield this.id this.helpId}}
      <p id={{this.helpId}} class="coop-quiet coop-field__help">{{@help}}</p>
    </div>
  </template>
}
