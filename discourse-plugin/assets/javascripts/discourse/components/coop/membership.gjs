import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { on } from "@ember/modifier";
import { accessPath } from "../../lib/coop-addresses";
import { Deed } from "../../lib/coop-load";
import { t } from "../../lib/coop-words";
import CoopAction from "./action";
import CoopFailure from "./failure";
import CoopMoment from "./moment";

/** One grant, as its member reads it. */
export default class CoopMembership extends Component {
  @tracked isAsking = false;

  deed = new Deed();

  ask = () => (this.isAsking = true);

  keep = () => (this.isAsking = false);

  drop = () => this.deed.run(() => this.args.onDrop(this.args.grant));

  get isIn() {
    return this.args.grant.state === "live";
  }

  get state() {
    return t(`states.${this.args.grant.state}`);
  }

  get stateClass() {
    return `coop-state ${this.isIn ? "-in" : "-out"}`;
  }

  get gatePath() {
    return accessPath(this.args.grant.policy);
  }

  /** What is over is not to be left any more, but may be shown again; who was put out by hand sees why. */
  get canShowAgain() {
    return !this.isIn && this.args.grant.state !== "barred";
  }

  <template>
    <li class="coop-mine__grant">
      <div class="coop-mine__head">
        <h3 dir="auto">{{@grant.label}}</h3>
        <span class={{this.stateClass}}>{{this.state}}</span>
      </div>
      {{#if @grant.reason}}
        <p dir="auto">{{@grant.reason}}</p>
      {{else if @grant.issuer_name}}
        <p dir="auto">{{t "mine.by" name=@grant.issuer_name}}</p>
      {{/if}}
      {{#if @grant.problem}}
        <p class="coop-mine__problem">{{@grant.problem.what}}
          {{@grant.problem.next}}</p>
      {{/if}}
      <dl class="coop-facts">
        <dt>{{t "mine.since"}}</dt>
        <dd><CoopMoment @at={{@grant.since}} @day={{true}} /></dd>
        {{#if this.isIn}}
          <dt>{{t "mine.until"}}</dt>
          <dd><CoopMoment @at={{@grant.until}} @day={{true}} /></dd>
        {{else if @grant.ended_at}}
          <dt>{{t "mine.ended"}}</dt>
          <dd><CoopMoment @at={{@grant.ended_at}} @day={{true}} /></dd>
        {{/if}}
      </dl>
      <CoopFailure @error={{this.deed.error}} />
      <div class="coop-buttons">
        {{#if this.isIn}}
          {{#if @grant.category_url}}
            <a class="btn btn-default" href={{@grant.category_url}}>{{t
                "mine.go"
              }}</a>
          {{/if}}
        {{else if this.canShowAgain}}
          <a class="btn btn-default" href={{this.gatePath}}>{{t
              "mine.show_again"
            }}</a>
        {{/if}}
        {{#unless this.isAsking}}
          <button
            type="button"
            class="btn btn-flat"
            aria-label={{t "mine.forget_label" label=@grant.label}}
            {{on "click" this.ask}}
          >{{t "mine.forget"}}</button>
        {{/unless}}
      </div>
      {{#if this.isAsking}}
        <div
          class="coop-ask"
          role="group"
          aria-label={{t "mine.forget_label" label=@grant.label}}
        >
          <p>{{if this.isIn (t "mine.forget_in") (t "mine.forget_out")}}</p>
          <div class="coop-buttons">
            <CoopAction
              @kind="btn-danger"
              @isBusy={{this.deed.isBusy}}
              @onPress={{this.drop}}
            >
              {{t "mine.forget_yes"}}
            </CoopAction>
            <CoopAction @kind="btn-default" @onPress={{this.keep}}>{{t
                "mine.forget_no"
              }}</CoopAction>
          </div>
        </div>
      {{/if}}
    </li>
  </template>
}
