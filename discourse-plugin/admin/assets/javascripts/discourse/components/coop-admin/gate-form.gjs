import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { on } from "@ember/modifier";
import { LinkTo } from "@ember/routing";
import { placeOf } from "../../lib/admin-places";
import { Deed } from "../../lib/coop-load";
import { service } from "../../lib/coop-service";
import { t } from "../../lib/coop-words";
import { coopsOf, isPlain, withCoops } from "../../lib/gate-form";
import { PolicyCheck } from "../../lib/policy-check";
import { lackOf, saveGate, withPurpose } from "../../lib/save-gate";
import CoopAction from "../coop/action";
import CoopFailure from "../coop/failure";
import CoopAccountFields from "./account-fields";
import CoopAdvertiseFields from "./advertise-fields";
import CoopCheckField from "./check-field";
import CoopCoopsField from "./coops-field";
import CoopDurationField from "./duration-field";
import CoopFederationsField from "./federations-field";
import CoopGetsFields from "./gets-fields";
import CoopHeading from "./heading";
import CoopJsonField from "./json-field";
import CoopKindsField from "./kinds-field";
import CoopSummary from "./summary";
import CoopTryGate from "./try-gate";

/** All of one gate, on one page. */
export default class CoopGateForm extends Component {
  @service router;

  @tracked gate;
  @tracked form;
  @tracked isBroken = false;
  @tracked isSaved = false;

  check = new PolicyCheck();
  deed = new Deed();

  change = (form) => {
    this.isSaved = false;
    this.form = form;
  };

  setDocument = (document) => this.change({ ...this.form, document });

  setCoops = (coops) => this.setDocument(withCoops(this.form.document, coops));

  setEnabled = (enabled) => this.change({ ...this.form, enabled });

  setBroken = (isBroken) => (this.isBroken = isBroken);

  save = async (event) => {
    event.preventDefault();
    if (this.isNotReady) {
      return;
    }
    const saved = await this.deed.run(() => saveGate(this.form));
    if (!saved) {
      return;
    }
    if (this.isNew) {
      this.router.transitionTo(placeOf(this.router, "gate"), saved.policy);
      return;
    }
    this.gate = saved;
    this.form = saved;
    this.isSaved = true;
  };

  constructor(owner, args) {
    super(owner, args);
    this.gate = this.args.gate;
    this.form = this.args.gate;
  }

  get isNew() {
    return !this.gate.policy;
  }

  get isPlain() {
    return isPlain(this.form.document);
  }

  get isNotPlain() {
    return !this.isPlain;
  }

  get isUntouched() {
    return this.isNew && this.form === this.args.gate && !this.isBroken;
  }

  get coops() {
    return coopsOf(this.form.document);
  }

  get document() {
    return withPurpose(this.form);
  }

  get isNotReady() {
    return (
      this.isBroken ||
      lackOf(this.form).length > 0 ||
      !this.check.allows(this.document, this.form.group_id)
    );
  }

  get title() {
    return this.isNew
      ? t("admin.gates.new")
      : t("admin.gates.one", { name: this.gate.name || this.gate.policy });
  }

  get saveLabel() {
    return this.isNew ? t("admin.gates.make_it") : t("admin.save");
  }

  get gatesPlace() {
    return placeOf(this.router, "gates");
  }

  <template>
    <p><LinkTo @route={{this.gatesPlace}}>{{t "admin.gates.back"}}</LinkTo></p>
    <form class="coop-form" {{on "submit" this.save}}>
      <CoopHeading @takesFocus={{true}}>{{this.title}}</CoopHeading>
      {{#if @gate.changed_elsewhere}}
        <p class="alert alert-warning">{{t "admin.gates.changed_elsewhere"}}</p>
      {{/if}}
      <h3>{{t "admin.set_up.gets"}}</h3>
      <CoopGetsFields @form={{this.form}} @onChange={{this.change}} />
      {{#if this.isPlain}}
        <h3>{{t "admin.set_up.welcome"}}</h3>
        <CoopCoopsField @coops={{this.coops}} @onChange={{this.setCoops}} />
        <CoopFederationsField
          @document={{this.form.document}}
          @onChange={{this.setDocument}}
        />
        <CoopKindsField
          @document={{this.form.document}}
          @onChange={{this.setDocument}}
        />
        <h3>{{t "admin.set_up.duration"}}</h3>
        <CoopDurationField
          @document={{this.form.document}}
          @onChange={{this.setDocument}}
        />
      {{else}}
        <p class="alert alert-info">{{t "admin.form.not_plain"}}</p>
      {{/if}}
      <h3>{{t "admin.second.heading"}}</h3>
      <CoopAccountFields
        @form={{this.form}}
        @onChange={{this.change}}
        @finer={{this.isPlain}}
      />
      <h3>{{t "admin.set_up.tell"}}</h3>
      <CoopAdvertiseFields @form={{this.form}} @onChange={{this.change}} />
      <details class="coop-more" open={{this.isNotPlain}}>
        <summary>{{t "admin.form.finer"}}</summary>
        <CoopCheckField
          @label={{t "admin.form.enabled"}}
          @help={{t "admin.form.enabled_help"}}
          @checked={{this.form.enabled}}
          @onChange={{this.setEnabled}}
        />
        <CoopJsonField
          @document={{this.document}}
          @onChange={{this.setDocument}}
          @onFault={{this.setBroken}}
        />
      </details>
      <h3>{{t "admin.summary.title"}}</h3>
      <CoopSummary
        @form={{this.form}}
        @check={{this.check}}
        @isBroken={{this.isBroken}}
        @isUntouched={{this.isUntouched}}
      />
      {{#each this.gate.warnings key="id" as |warning|}}
        <p class="alert alert-warning">{{warning.what}} {{warning.next}}</p>
      {{/each}}
      <CoopFailure @error={{this.deed.error}} />
      <div role="status">
        {{#if this.isSaved}}<p class="alert alert-success">{{t
              "admin.saved"
            }}</p>{{/if}}
      </div>
      <div class="coop-buttons">
        <CoopAction
          @type="submit"
          @kind="btn-primary"
          @isBusy={{this.deed.isBusy}}
          @isOff={{this.isNotReady}}
        >
          {{this.saveLabel}}
        </CoopAction>
        <LinkTo @route={{this.gatesPlace}} class="btn btn-flat">{{t
            "admin.leave_as_was"
          }}</LinkTo>
      </div>
    </form>
    {{#unless this.isNew}}
      <section class="coop-form">
        <h3>{{t "admin.try.title"}}</h3>
        <CoopTryGate @gate={{this.gate}} />
      </section>
    {{/unless}}
  </template>
}
