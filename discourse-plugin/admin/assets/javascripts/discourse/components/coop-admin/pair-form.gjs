import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { on } from "@ember/modifier";
import { send } from "../../lib/admin-calls";
import { Deed } from "../../lib/coop-load";
import { t } from "../../lib/coop-words";
import CoopAction from "../coop/action";
import CoopFailure from "../coop/failure";
import CoopHeading from "./heading";
import CoopTextField from "./text-field";

/** Paste the code, see whose it is, and only then connect: nothing is sent before. */
export default class CoopPairForm extends Component {
  @tracked code = "";
  @tracked whose;

  reading = new Deed();
  pairing = new Deed();

  write = (code) => {
    this.code = code;
    this.whose = undefined;
  };

  look = async (event) => {
    event.preventDefault();
    this.whose = undefined;
    if (!this.isEmpty) {
      this.whose = await this.reading.run(() =>
        send("POST", "connection/read", { code: this.code.trim() })
      );
    }
  };

  pair = async () => {
    const connection = await this.pairing.run(() =>
      send("POST", "connection", { code: this.code.trim() })
    );
    if (connection) {
      this.args.onPaired(connection);
    }
  };

  refuse = () => this.write("");

  get isEmpty() {
    return this.code.trim() === "";
  }

  get readKind() {
    return this.whose ? "btn-default" : "btn-primary";
  }

  get site() {
    return window.location.origin;
  }

  <template>
    <form class="coop-line" {{on "submit" this.look}}>
      <CoopTextField
        @label={{t "admin.pair.code"}}
        @placeholder="https://…#…"
        @code={{true}}
        @value={{this.code}}
        @onChange={{this.write}}
      />
      <CoopAction
        @type="submit"
        @kind={{this.readKind}}
        @isBusy={{this.reading.isBusy}}
        @isOff={{this.isEmpty}}
      >{{t "admin.pair.read"}}</CoopAction>
    </form>
    <CoopFailure @error={{this.reading.error}} />
    {{#if this.whose}}
      <div class="coop-card" role="group" aria-labelledby="coop-whose">
        <CoopHeading @small={{true}} @takesFocus={{true}} id="coop-whose">
          {{t "admin.pair.whose" host=this.whose.host}}
        </CoopHeading>
        <p><code>{{this.whose.url}}</code></p>
        <p>{{t "admin.pair.trust" site=this.site}}</p>
        <CoopFailure @error={{this.pairing.error}} />
        <div class="coop-buttons">
          <CoopAction
            @kind="btn-primary"
            @isBusy={{this.pairing.isBusy}}
            @onPress={{this.pair}}
          >
            {{t "admin.pair.yes"}}
          </CoopAction>
          <CoopAction @kind="btn-flat" @onPress={{this.refuse}}>{{t
              "admin.pair.no"
            }}</CoopAction>
        </div>
      </div>
    {{/if}}
  </template>
}
