import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { fn } from "@ember/helper";
import { LinkTo } from "@ember/routing";
import { placeOf } from "../../lib/admin-places";
import { accessPath } from "../../lib/coop-addresses";
import { Deed } from "../../lib/coop-load";
import { service } from "../../lib/coop-service";
import { t } from "../../lib/coop-words";
import { keepDraft, keptDraft } from "../../lib/gate-draft";
import { coopsOf, durationOf, withCoops } from "../../lib/gate-form";
import { PolicyCheck } from "../../lib/policy-check";
import { lackOf, saveGate, withPurpose } from "../../lib/save-gate";
import CoopAction from "../coop/action";
import CoopFailure from "../coop/failure";
import CoopAccountFields from "./account-fields";
import CoopAdvertiseFields from "./advertise-fields";
import CoopConnectionChecks from "./connection-checks";
import CoopCoopsField from "./coops-field";
import CoopDurationField, { sayDuration } from "./duration-field";
import CoopGetsFields from "./gets-fields";
import CoopKindsField from "./kinds-field";
import CoopPairForm from "./pair-form";
import CoopStep from "./step";
import CoopSummary from "./summary";
import CoopTryGate from "./try-gate";

const ORDER = [
  "connect",
  "check",
  "welcome",
  "gets",
  "duration",
  "make",
  "try",
  "tell",
];

/** The steps, what was said in each, and the gate that comes of them. */
export default class CoopSetUpSteps extends Component {
  @service router;

  @tracked connection;
  @tracked gate;
  @tracked draft;
  @tracked current;
  @tracked moved = false;
  @tracked isWell;
  @tracked isTold = false;

  order = ORDER;
  check = new PolicyCheck();
  making = new Deed();
  telling = new Deed();

  to = (step) => {
    this.moved = true;
    this.current = step;
  };

  open = (step) => {
    if (this.gate && ["welcome", "gets", "duration", "make"].includes(step)) {
      this.router.transitionTo(placeOf(this.router, "gate"), this.gate.policy);
    } else {
      this.to(step);
    }
  };

  paired = (connection) => {
    this.connection = connection;
    this.to("check");
  };

  change = (draft) => {
    this.draft = draft;
    keepDraft(draft);
  };

  setCoops = (coops) =>
    this.change({ ...this.draft, document: withCoops(this.document, coops) });

  setDocument = (document) => this.change({ ...this.draft, document });

  setWell = (isWell) => (this.isWell = isWell);

  afterCheck = () => this.to(this.gate ? "try" : "welcome");

  make = async () => {
    const made = await this.making.run(() => saveGate(this.draft));
    if (made) {
      keepDraft(undefined);
      this.gate = made;
      this.draft = { ...this.draft, ...made };
      this.to("try");
    }
  };

  setTold = (draft) => {
    this.isTold = false;
    this.draft = draft;
  };

  tell = async () => {
    const saved = await this.telling.run(() => saveGate(this.draft));
    if (saved) {
      this.gate = saved;
      this.draft = { ...this.draft, ...saved };
      this.isTold = true;
    }
  };

  constructor(owner, args) {
    super(owner, args);
    this.connection = this.args.connection;
    this.gate = this.args.gate;
    this.draft = this.args.gate ?? keptDraft();
    this.current = this.firstStep;
    this.isWell = Boolean(this.args.gate);
  }

  get firstStep() {
    if (!this.args.connection.connected) {
      return "connect";
    }
    return this.args.gate ? "try" : "check";
  }

  get document() {
    return this.draft.document;
  }

  get coops() {
    return coopsOf(this.document);
  }

  get coopNames() {
    return this.coops.map(({ name }) => name).join(", ");
  }

  get lacksCoops() {
    return (
      this.coops.length === 0 ||
      this.coops.some(({ name }) => name.trim() === "")
    );
  }

  get lacksGets() {
    return this.draft.name.trim() === "" || !this.draft.group_id;
  }

  get isNotReady() {
    return (
      lackOf(this.draft).length > 0 ||
      !this.check.allows(withPurpose(this.draft), this.draft.group_id)
    );
  }

  get duration() {
    return sayDuration(durationOf(this.document));
  }

  get service() {
    return this.connection.service_name || this.connection.url;
  }

  get isGlobal() {
    return this.connection.url_source === "global";
  }

  get notWell() {
    return !this.isWell;
  }

  get knownAs() {
    const { service_name: service_, site_name: site } = this.connection;
    return (
      service_ &&
      site &&
      t("admin.set_up.known_as", { service: service_, site })
    );
  }

  get address() {
    return window.location.origin + accessPath(this.gate.policy);
  }

  get gatesPlace() {
    return placeOf(this.router, "gates");
  }

  <template>
    <ol class="coop-steps">
      <CoopStep
        @name="connect"
        @title={{t "admin.set_up.connect"}}
        @said={{this.service}}
        @order={{this.order}}
        @current={{this.current}}
        @moved={{this.moved}}
        @onOpen={{this.open}}
      >
        <p>{{t "admin.set_up.connect_how"}}</p>
        {{#if this.isGlobal}}
          <p>{{t "admin.connection.global"}}</p>
          <CoopAction @kind="btn-primary" @onPress={{fn this.to "check"}}>{{t
              "admin.set_up.go_on"
            }}</CoopAction>
        {{else}}
          {{#if this.connection.connected}}
            <p>{{t "admin.set_up.connected_with" service=this.service}}</p>
          {{/if}}
          <CoopPairForm @onPaired={{this.paired}} />
        {{/if}}
      </CoopStep>
      <CoopStep
        @name="check"
        @title={{t "admin.set_up.check"}}
        @said={{t "admin.set_up.checked"}}
        @again={{t "admin.self_test.again"}}
        @order={{this.order}}
        @current={{this.current}}
        @moved={{this.moved}}
        @onOpen={{this.open}}
      >
        {{#if this.knownAs}}<p>{{this.knownAs}}</p>{{/if}}
        <CoopConnectionChecks @onResult={{this.setWell}} />
        <div class="coop-buttons">
          <CoopAction
            @kind="btn-primary"
            @isOff={{this.notWell}}
            @onPress={{this.afterCheck}}
          >
            {{t "admin.set_up.go_on"}}
          </CoopAction>
          {{#if this.notWell}}
            <CoopAction @kind="btn-flat" @onPress={{this.afterCheck}}>{{t
                "admin.set_up.all_the_same"
              }}</CoopAction>
          {{/if}}
        </div>
      </CoopStep>
      <CoopStep
        @name="welcome"
        @title={{t "admin.set_up.welcome"}}
        @said={{this.coopNames}}
        @order={{this.order}}
        @current={{this.current}}
        @moved={{this.moved}}
        @onOpen={{this.open}}
      >
        <p>{{t "admin.set_up.welcome_how"}}</p>
        <CoopCoopsField @coops={{this.coops}} @onChange={{this.setCoops}} />
        <CoopKindsField
          @document={{this.document}}
          @onChange={{this.setDocument}}
        />
        <div class="coop-buttons">
          <CoopAction
            @kind="btn-primary"
            @isOff={{this.lacksCoops}}
            @onPress={{fn this.to "gets"}}
          >
            {{t "admin.set_up.go_on"}}
          </CoopAction>
        </div>
      </CoopStep>
      <CoopStep
        @name="gets"
        @title={{t "admin.set_up.gets"}}
        @said={{this.draft.name}}
        @order={{this.order}}
        @current={{this.current}}
        @moved={{this.moved}}
        @onOpen={{this.open}}
      >
        <CoopGetsFields @form={{this.draft}} @onChange={{this.change}} />
        <div class="coop-buttons">
          <CoopAction
            @kind="btn-primary"
            @isOff={{this.lacksGets}}
            @onPress={{fn this.to "duration"}}
          >
            {{t "admin.set_up.go_on"}}
          </CoopAction>
        </div>
      </CoopStep>
      <CoopStep
        @name="duration"
        @title={{t "admin.set_up.duration"}}
        @said={{this.duration}}
        @order={{this.order}}
        @current={{this.current}}
        @moved={{this.moved}}
        @onOpen={{this.open}}
      >
        <CoopDurationField
          @document={{this.document}}
          @onChange={{this.setDocument}}
        />
        <CoopAccountFields @form={{this.draft}} @onChange={{this.change}} />
        <div class="coop-buttons">
          <CoopAction @kind="btn-primary" @onPress={{fn this.to "make"}}>{{t
              "admin.set_up.go_on"
            }}</CoopAction>
        </div>
      </CoopStep>
      <CoopStep
        @name="make"
        @title={{t "admin.set_up.make"}}
        @said={{this.gate.summary}}
        @order={{this.order}}
        @current={{this.current}}
        @moved={{this.moved}}
        @onOpen={{this.open}}
      >
        <CoopSummary @form={{this.draft}} @check={{this.check}} />
        <CoopFailure @error={{this.making.error}} />
        <div class="coop-buttons">
          <CoopAction
            @kind="btn-primary"
            @isBusy={{this.making.isBusy}}
            @isOff={{this.isNotReady}}
            @onPress={{this.make}}
          >{{t "admin.set_up.make_it"}}</CoopAction>
          <CoopAction @kind="btn-flat" @onPress={{fn this.to "welcome"}}>{{t
              "admin.set_up.change_something"
            }}</CoopAction>
        </div>
      </CoopStep>
      <CoopStep
        @name="try"
        @title={{t "admin.try.title"}}
        @again={{t "admin.try.again"}}
        @order={{this.order}}
        @current={{this.current}}
        @moved={{this.moved}}
        @onOpen={{this.open}}
      >
        {{#if this.gate}}
          <CoopTryGate @gate={{this.gate}} />
          <div class="coop-buttons">
            <CoopAction @kind="btn-primary" @onPress={{fn this.to "tell"}}>{{t
                "admin.set_up.go_on"
              }}</CoopAction>
          </div>
        {{/if}}
      </CoopStep>
      <CoopStep
        @name="tell"
        @title={{t "admin.set_up.tell"}}
        @order={{this.order}}
        @current={{this.current}}
        @moved={{this.moved}}
        @onOpen={{this.open}}
      >
        {{#if this.gate}}
          <p>{{t "admin.set_up.tell_how"}}</p>
          <p><a
              href={{this.address}}
              target="_blank"
              rel="noopener"
            >{{this.address}}</a></p>
          <CoopAdvertiseFields
            @form={{this.draft}}
            @onChange={{this.setTold}}
          />
          <CoopFailure @error={{this.telling.error}} />
          <div role="status">
            {{#if this.isTold}}<p class="alert alert-success">{{t
                  "admin.saved"
                }}</p>{{/if}}
          </div>
          <div class="coop-buttons">
            <CoopAction
              @kind="btn-primary"
              @isBusy={{this.telling.isBusy}}
              @onPress={{this.tell}}
            >
              {{t "admin.save"}}
            </CoopAction>
            <LinkTo @route={{this.gatesPlace}} class="btn btn-flat">{{t
                "admin.gates.to_all"
              }}</LinkTo>
          </div>
        {{/if}}
      </CoopStep>
    </ol>
  </template>
}
