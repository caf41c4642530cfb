import Component from "@glimmer/component";
import { t } from "../../lib/coop-words";
import { identifyOf, isCounted, withSecondAccount } from "../../lib/gate-form";
import CoopChoiceField from "./choice-field";

/** What a second account with the same membership meets, how somebody is known again, which device may answer. */
export default class CoopAccountFields extends Component {
  setSecond = (rule) =>
    this.args.onChange(withSecondAccount(this.args.form, rule));

  setDocument = (part) =>
    this.args.onChange({
      ...this.args.form,
      document: { ...this.args.form.document, ...part },
    });

  setIdentify = (identify) => this.setDocument({ identify });

  setDevice = (crossDevice) => this.setDocument({ crossDevice });

  get identify() {
    return identifyOf(this.args.form.document);
  }

  get crossDevice() {
    return this.args.form.document.crossDevice ?? "allow";
  }

  get secondOptions() {
    return ["allow", "move", "block"].map((value) => ({
      value,
      label: t(`admin.second.${value}`),
    }));
  }

  get needsMembership() {
    return (
      this.args.form.on_second_account !== "allow" ||
      isCounted(this.args.form.document)
    );
  }

  get identifyOptions() {
    const values = this.needsMembership
      ? ["membership"]
      : ["wallet", "membership"];
    return values.map((value) => ({
      value,
      label: t(`admin.identify.${value}`),
    }));
  }

  get deviceOptions() {
    return ["allow", "deny"].map((value) => ({
      value,
      label: t(`admin.device.${value}`),
    }));
  }

  <template>
    <CoopChoiceField
      @label={{t "admin.second.title"}}
      @help={{t "admin.second.help"}}
      @value={{@form.on_second_account}}
      @options={{this.secondOptions}}
      @onChange={{this.setSecond}}
    />
    {{#if @finer}}
      <CoopChoiceField
        @label={{t "admin.identify.title"}}
        @value={{this.identify}}
        @options={{this.identifyOptions}}
        @onChange={{this.setIdentify}}
      />
      <CoopChoiceField
        @label={{t "admin.device.title"}}
        @value={{this.crossDevice}}
        @options={{this.deviceOptions}}
        @onChange={{this.setDevice}}
      />
    {{/if}}
  </template>
}
