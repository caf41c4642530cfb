import Component from "@glimmer/component";

/** An icon of the forum's sprite, for the eye only. */
export default class CoopIcon extends Component {
  get href() {
    return `#${this.args.name}`;
  }

  get classes() {
    return `fa d-icon d-icon-${this.args.name} svg-icon svg-string`;
  }

  <template>
    <svg class={{this.classes}} aria-hidden="true"><use
        href={{this.href}}
      /></svg>
  </template>
}
