import Component from "@glimmer/component";
import { t } from "../../lib/coop-words";
import { daysOf, durationOf, withDuration } from "../../lib/gate-form";
import CoopSelectField from "./select-field";
import CoopTextField from "./text-field";

const OTHER = "days";
const listed = ["P1D", "P7D", "P30D", "P90D", "P1Y"];

/** A duration as the list of the form has it. */
export function sayDuration(duration) {
  if (listed.includes(duration)) {
    return t(`admin.duration.${duration.toLowerCase()}`);
  }
  const count = daysOf(duration);
  return count === undefined ? duration : t("admin.duration.count", { count });
}

/** How long the gate stays open for who was let in. */
export default class CoopDurationField extends Component {
  set = (duration) =>
    this.args.onChange(withDuration(this.args.document, duration));

  choose = (value) => this.set(value === OTHER ? "P14D" : value);

  setDays = (value) =>
    this.set(`P${Math.min(3650, Math.max(1, Number(value) || 1))}D`);

  get duration() {
    return durationOf(this.args.document);
  }

  get days() {
    return daysOf(this.duration);
  }

  get isOther() {
    return !listed.includes(this.duration) && this.days !== undefined;
  }

  get value() {
    return this.isOther ? OTHER : this.duration;
  }

  get options() {
    const known = [
      ...listed.map((value) => ({ value, label: sayDuration(value) })),
    ];
    const asItIs =
      listed.includes(this.duration) || this.isOther
        ? []
        : [{ value: this.duration, label: this.duration }];
    return [
      ...known,
      { value: OTHER, label: t("admin.duration.other") },
      ...asItIs,
    ];
  }

  <template>
    <CoopSelectField
      @label={{t "admin.duration.label"}}
      @help={{t "admin.duration.help"}}
      @value={{this.value}}
      @options={{this.options}}
      @onChange={{this.choose}}
    />
    {{#if this.isOther}}
      <CoopTextField
        @label={{t "admin.duration.days"}}
        @type="number"
        @min="1"
        @max="3650"
        @value={{this.days}}
        @onChange={{this.setDays}}
      />
    {{/if}}
  </template>
}
