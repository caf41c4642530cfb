import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { t } from "../../lib/coop-words";
import { toSend } from "../../lib/gate-form";
import CoopTextField from "./text-field";

const write = (document) => JSON.stringify(toSend(document), null, 2);

const read = (text) => {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? value
      : undefined;
  } catch {
    return undefined;
  }
};

/** The whole rule as the service keeps it, for what the form has no field for. */
export default class CoopJsonField extends Component {
  @tracked typed;

  type = (text) => {
    this.typed = text;
    const value = read(text);
    this.args.onFault(value === undefined);
    if (value) {
      this.args.onChange(value);
    }
  };

  /** What is being typed stays as it is typed, as long as it says the same as the form. */
  get text() {
    const written = write(this.args.document);
    const value = this.typed === undefined ? undefined : read(this.typed);
    const isMine =
      this.typed !== undefined &&
      (value === undefined || write(value) === written);
    return isMine ? this.typed : written;
  }

  get isBroken() {
    return read(this.text) === undefined;
  }

  <template>
    <CoopTextField
      @label={{t "admin.json.label"}}
      @help={{t "admin.json.help"}}
      @rows="14"
      @code={{true}}
      @value={{this.text}}
      @onChange={{this.type}}
      class="coop-json"
    />
    <div role="status">
      {{#if this.isBroken}}<p class="alert alert-error">{{t
            "admin.json.broken"
          }}</p>{{/if}}
    </div>
  </template>
}
