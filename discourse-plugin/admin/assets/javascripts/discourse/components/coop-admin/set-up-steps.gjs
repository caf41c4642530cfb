import Component from "@glimmer/component";
import { fn } from "@ember/helper";
import { placeOf } from "../../lib/admin-places";
import { service } from "../../lib/coop-service";
import { t } from "../../lib/coop-words";
import { durationOf } from "../../lib/gate-form";
import { SetUp } from "../../lib/set-up";
import CoopAction from "../coop/action";
import CoopFailure from "../coop/failure";
import CoopAccountFields from "./account-fields";
import CoopCheckStep from "./check-step";
import CoopConnectStep from "./connect-step";
import CoopCoopsField from "./coops-field";
import CoopDurationField, { sayDuration } from "./duration-field";
import CoopFederationsField from "./federations-field";
import CoopGetsFields from "./gets-fields";
import CoopGoOn from "./go-on";
import CoopKindsField from "./kinds-field";
import CoopStep from "./step";
import CoopSummary from "./summary";
import CoopTellStep from "./tell-step";
import CoopTryGate from "./try-gate";

/** The steps, and what was said in each. */
export default class CoopSetUpSteps extends Component {
  @service router;

  setUp = new SetUp(this.args.connection, this.args.gate);

  open = (step) => {
    if (this.setUp.isMade(step)) {
      const { policy } = this.setUp.gate;
      this.router.transitionTo(placeOf(this.router, "gate"), policy);
    } else {
      this.setUp.to(step);
    }
  };

  willDestroy() {
    super.willDestroy();
    this.setUp.known.stop();
  }

  get coopNames() {
    const { coops, listTitles } = this.setUp;
    return [...coops.map(({ name }) => name), ...listTitles].join(", ");
  }

  get checked() {
    return this.setUp.isWell
      ? t("admin.set_up.checked")
      : t("admin.set_up.checked_not_well");
  }

  get duration() {
    return sayDuration(durationOf(this.setUp.document));
  }

  <template>
    <ol class="coop-steps">
      <CoopStep
        @name="connect"
        @title={{t "admin.set_up.connect"}}
        @said={{this.setUp.service}}
        @setUp={{this.setUp}}
        @onOpen={{this.open}}
      >
        <CoopConnectStep @setUp={{this.setUp}} />
      </CoopStep>
      <CoopStep
        @name="check"
        @title={{t "admin.set_up.check"}}
        @said={{this.checked}}
        @again={{t "admin.self_test.again"}}
        @setUp={{this.setUp}}
        @onOpen={{this.open}}
      >
        <CoopCheckStep @setUp={{this.setUp}} />
      </CoopStep>
      <CoopStep
        @name="welcome"
        @title={{t "admin.set_up.welcome"}}
        @said={{this.coopNames}}
        @setUp={{this.setUp}}
        @onOpen={{this.open}}
      >
        <p>{{t "admin.set_up.welcome_how"}}</p>
        <CoopCoopsField
          @coops={{this.setUp.coops}}
          @onChange={{this.setUp.setCoops}}
        />
        <CoopFederationsField
          @document={{this.setUp.document}}
          @onChange={{this.setUp.setDocument}}
        />
        <CoopKindsField
          @document={{this.setUp.document}}
          @onChange={{this.setUp.setDocument}}
        />
        <CoopGoOn
          @isOff={{this.setUp.lacksCoops}}
          @onPress={{fn this.setUp.to "gets"}}
        />
      </CoopStep>
      <CoopStep
        @name="gets"
        @title={{t "admin.set_up.gets"}}
        @said={{this.setUp.draft.name}}
        @setUp={{this.setUp}}
        @onOpen={{this.open}}
      >
        <CoopGetsFields
          @form={{this.setUp.draft}}
          @onChange={{this.setUp.change}}
        />
        <CoopGoOn
          @isOff={{this.setUp.lacksGets}}
          @onPress={{fn this.setUp.to "duration"}}
        />
      </CoopStep>
      <CoopStep
        @name="duration"
        @title={{t "admin.set_up.duration"}}
        @said={{this.duration}}
        @setUp={{this.setUp}}
        @onOpen={{this.open}}
      >
        <CoopDurationField
          @document={{this.setUp.document}}
          @onChange={{this.setUp.setDocument}}
        />
        <CoopAccountFields
          @form={{this.setUp.draft}}
          @onChange={{this.setUp.change}}
        />
        <CoopGoOn @onPress={{fn this.setUp.to "make"}} />
      </CoopStep>
      <CoopStep
        @name="make"
        @title={{t "admin.set_up.make"}}
        @said={{this.setUp.gate.summary}}
        @setUp={{this.setUp}}
        @onOpen={{this.open}}
      >
        <CoopSummary @form={{this.setUp.draft}} @check={{this.setUp.check}} />
        <CoopFailure @error={{this.setUp.making.error}} />
        <div class="coop-buttons">
          <CoopAction
            @kind="btn-primary"
            @isBusy={{this.setUp.making.isBusy}}
            @isOff={{this.setUp.isNotReady}}
            @onPress={{this.setUp.make}}
          >{{t "admin.set_up.make_it"}}</CoopAction>
          <CoopAction
            @kind="btn-flat"
            @onPress={{fn this.setUp.to "welcome"}}
          >{{t "admin.set_up.change_something"}}</CoopAction>
        </div>
      </CoopStep>
      <CoopStep
        @name="try"
        @title={{t "admin.try.title"}}
        @again={{t "admin.try.again"}}
        @setUp={{this.setUp}}
        @onOpen={{this.open}}
      >
        {{#if this.setUp.gate}}
          <CoopTryGate @gate={{this.setUp.gate}} />
          <CoopGoOn @onPress={{fn this.setUp.to "tell"}} />
        {{/if}}
      </CoopStep>
      <CoopStep
        @name="tell"
        @title={{t "admin.set_up.tell"}}
        @setUp={{this.setUp}}
        @onOpen={{this.open}}
      >
        {{#if this.setUp.gate}}<CoopTellStep @setUp={{this.setUp}} />{{/if}}
      </CoopStep>
    </ol>
  </template>
}
