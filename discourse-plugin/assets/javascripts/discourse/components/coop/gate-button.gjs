import Component from "@glimmer/component";
import { accessPath } from "../../lib/coop-addresses";
import { t } from "../../lib/coop-words";
import CoopIcon from "./icon";

/** One advertised gate: what it is, in its admin's words, and the way to its page. */
export default class CoopGateButton extends Component {
  get href() {
    return accessPath(this.args.gate.policy);
  }

  <template>
    <div class="coop-gate">
      <div class="coop-gate__words">
        <strong class="coop-gate__label" dir="auto">{{@gate.label}}</strong>
        {{#if @gate.text}}
          <span class="coop-gate__text" dir="auto">{{@gate.text}}</span>
        {{/if}}
      </div>
      <a
        class="btn btn-primary btn-icon-text coop-gate__button"
        href={{this.href}}
      >
        <CoopIcon @name="id-card" />
        <span class="d-button-label">{{t "gate.show"}}
          <span class="coop-sr-only">{{t
              "gate.show_for"
              label=@gate.label
            }}</span></span>
      </a>
    </div>
  </template>
}
