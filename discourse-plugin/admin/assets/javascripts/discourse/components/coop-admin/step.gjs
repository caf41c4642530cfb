import Component from "@glimmer/component";
import { t } from "../../lib/coop-words";
import CoopAction from "../coop/action";
import CoopHeading from "./heading";

/** One step: its title always, its inside while it is its turn, what came of it once it is done. */
export default class CoopStep extends Component {
  open = () => this.args.onOpen(this.args.name);

  get isCurrent() {
    return this.args.setUp.current === this.args.name;
  }

  get isDone() {
    const { order, current } = this.args.setUp;
    return order.indexOf(this.args.name) < order.indexOf(current);
  }

  get classes() {
    return `coop-step ${this.isCurrent ? "-current" : this.isDone ? "-done" : "-later"}`;
  }

  get ariaCurrent() {
    return this.isCurrent ? "step" : null;
  }

  get takesFocus() {
    return this.isCurrent && this.args.setUp.moved;
  }

  get change() {
    return this.args.again ?? t("admin.set_up.change");
  }

  get changeLabel() {
    return t("admin.set_up.change_step", {
      change: this.change,
      step: this.args.title,
    });
  }

  <template>
    <li class={{this.classes}} aria-current={{this.ariaCurrent}}>
      <div class="coop-step__head">
        <CoopHeading @small={{true}} @takesFocus={{this.takesFocus}}>
          {{@title}}
          {{#if this.isDone}}<span class="coop-sr-only">{{t
                "admin.set_up.done"
              }}</span>{{/if}}
        </CoopHeading>
        {{#if this.isDone}}
          <CoopAction
            @kind="btn-flat"
            @onPress={{this.open}}
            aria-label={{this.changeLabel}}
          >
            {{this.change}}
          </CoopAction>
        {{/if}}
      </div>
      {{#if this.isDone}}
        {{#if @said}}<p class="coop-quiet" dir="auto">{{@said}}</p>{{/if}}
      {{/if}}
      {{#if this.isCurrent}}{{yield}}{{/if}}
    </li>
  </template>
}
