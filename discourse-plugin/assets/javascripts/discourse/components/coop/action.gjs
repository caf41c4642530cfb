import Component from "@glimmer/component";
import { on } from "@ember/modifier";

/** A button that stays where it is while its work goes on: it keeps the focus, and a second press does nothing. */
export default class CoopAction extends Component {
  press = (event) => {
    if (this.rests) {
      event.preventDefault();
    } else {
      this.args.onPress?.(event);
    }
  };

  get rests() {
    return this.args.isBusy || this.args.isOff;
  }

  get classes() {
    return `btn btn-text coop-action ${this.args.kind ?? "btn-default"}`;
  }

  get disabled() {
    return this.rests ? "true" : null;
  }

  get busy() {
    return this.args.isBusy ? "true" : null;
  }

  get type() {
    return this.args.type ?? "button";
  }

  <template>
    <button
      type={{this.type}}
      class={{this.classes}}
      aria-disabled={{this.disabled}}
      aria-busy={{this.busy}}
      ...attributes
      {{on "click" this.press}}
    ><span class="d-button-label">{{yield}}</span></button>
  </template>
}
