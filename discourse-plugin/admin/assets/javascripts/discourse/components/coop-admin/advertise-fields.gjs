import Component from "@glimmer/component";
import { t } from "../../lib/coop-words";
import CoopCheckField from "./check-field";
import CoopTextField from "./text-field";

/** Whether strangers are told of the gate, and in which words: a closed category's own name stays hidden. */
export default class CoopAdvertiseFields extends Component {
  change = (part) => this.args.onChange({ ...this.args.form, ...part });
  setAdvertised = (advertised) => this.change({ advertised });
  setLabel = (public_label) => this.change({ public_label });
  setText = (public_text) => this.change({ public_text });

  <template>
    <CoopCheckField
      @label={{t "admin.advertise.label"}}
      @help={{t "admin.advertise.help"}}
      @checked={{@form.advertised}}
      @onChange={{this.setAdvertised}}
    />
    <CoopTextField
      @label={{t "admin.advertise.name"}}
      @help={{t "admin.advertise.name_help"}}
      @placeholder={{@form.name}}
      @length="200"
      @value={{@form.public_label}}
      @onChange={{this.setLabel}}
    />
    <CoopTextField
      @label={{t "admin.advertise.text"}}
      @help={{t "admin.advertise.text_help"}}
      @rows="2"
      @max="1000"
      @value={{@form.public_text}}
      @onChange={{this.setText}}
    />
  </template>
}
