import Component from "@glimmer/component";
import { t } from "../../lib/coop-words";
import CoopAction from "../coop/action";

/** Back and forth through a long list; the first page is 1. */
export default class CoopPages extends Component {
  newer = () => this.args.onChange(this.args.page - 1);

  older = () => this.args.onChange(this.args.page + 1);

  get back() {
    return this.args.back ?? t("admin.pages.newer");
  }

  get onward() {
    return this.args.onward ?? t("admin.pages.older");
  }

  get last() {
    return Math.max(1, Math.ceil(this.args.total / this.args.perPage));
  }

  get isLong() {
    return this.last > 1;
  }

  get isFirst() {
    return this.args.page <= 1;
  }

  get isLast() {
    return this.args.page >= this.last;
  }

  <template>
    {{#if this.isLong}}
      <nav class="coop-pages" aria-label={{t "admin.pages.title"}}>
        <CoopAction
          @isBusy={{@isBusy}}
          @isOff={{this.isFirst}}
          @onPress={{this.newer}}
        >{{this.back}}</CoopAction>
        <span aria-live="polite">{{t
            "admin.pages.where"
            page=@page
            last=this.last
          }}</span>
        <CoopAction
          @isBusy={{@isBusy}}
          @isOff={{this.isLast}}
          @onPress={{this.older}}
        >{{this.onward}}</CoopAction>
      </nav>
    {{/if}}
  </template>
}
