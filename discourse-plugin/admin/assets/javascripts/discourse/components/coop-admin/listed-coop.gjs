import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { modifier } from "ember-modifier";
import { t } from "../../lib/coop-words";
import CoopAction from "../coop/action";
import CoopLeaveOut from "./leave-out";
import CoopPageLink from "./page-link";

/**
 * One co-op on a list: who it is, how it stands and why. Every word is the federation’s, shown as text. Its initials
 * stand for its logo: that is at the co-op’s own server, which would know who looks.
 */
export default class CoopListedCoop extends Component {
  @tracked isLeaving = false;

  keepRow = modifier((/** @type {HTMLElement} */ element) => {
    this.row = element;
  });

  startLeaving = () => (this.isLeaving = true);

  stopLeaving = () => (this.isLeaving = false);

  deny = (reason) => {
    this.isLeaving = false;
    const { id } = this.args.coop;
    this.args.onDeny(reason ? { id, reason } : { id });
    this.row.focus();
  };

  welcome = () => {
    const { id, former_ids } = this.args.coop;
    this.args.onWelcome(id, ...former_ids);
    this.row.focus();
  };

  get kind() {
    return `coop-standing -${this.args.coop.state}`;
  }

  get canDeny() {
    return this.args.canDeny && !this.args.coop.isDenied && !this.isLeaving;
  }

  /** With what stands between them, so that a list reads as one. */
  get evidence() {
    const { evidence } = this.args.coop;
    return evidence.map((one, at) => ({
      ...one,
      after: at < evidence.length - 1 ? ", " : ".",
    }));
  }

  get denyName() {
    return t("admin.lists.leave_out_name", { name: this.args.coop.name });
  }

  get welcomeName() {
    return t("admin.lists.welcome_again_name", { name: this.args.coop.name });
  }

  <template>
    <li tabindex="-1" {{this.keepRow}}>
      <span class="coop-initials" aria-hidden="true">{{@coop.initials}}</span>
      <div>
        <p class="coop-listed__name">
          <bdi>{{@coop.name}}</bdi>
          <span class={{this.kind}}>{{@coop.standing}}</span>
          {{#if @coop.isDenied}}
            <span class="coop-standing -denied">{{t
                "admin.lists.left_out"
              }}</span>
          {{/if}}
        </p>
        {{#if @coop.legal_name}}
          <p class="coop-quiet"><bdi>{{@coop.legal_name}}</bdi></p>
        {{/if}}
        {{#if @coop.address}}
          <p class="coop-quiet"><CoopPageLink
              @url={{@coop.url}}
              @text={{@coop.address}}
            /></p>
        {{/if}}
        <p>
          {{@coop.why}}
          {{#if this.evidence.length}}
            {{t "admin.lists.evidence"}}
            {{#each this.evidence as |one|}}<CoopPageLink
                @url={{one.url}}
                @text={{one.name}}
              />{{one.after}}{{/each}}
          {{/if}}
          {{#if @coop.minutes}}
            <CoopPageLink
              @url={{@coop.minutes}}
              @text={{t "admin.lists.minutes"}}
            />
          {{/if}}
        </p>
        {{#if @coop.isDenied}}
          <CoopAction
            @kind="btn-flat"
            @onPress={{this.welcome}}
            aria-label={{this.welcomeName}}
          >{{t "admin.lists.welcome_again"}}</CoopAction>
        {{/if}}
        {{#if this.canDeny}}
          <CoopAction
            @kind="btn-flat"
            @onPress={{this.startLeaving}}
            aria-label={{this.denyName}}
          >{{t "admin.lists.leave_out"}}</CoopAction>
        {{/if}}
        {{#if this.isLeaving}}
          <CoopLeaveOut
            @name={{@coop.name}}
            @onDeny={{this.deny}}
            @onKeep={{this.stopLeaving}}
          />
        {{/if}}
      </div>
    </li>
  </template>
}
