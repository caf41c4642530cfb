import { t } from "../../lib/coop-words";
import CoopAction from "../coop/action";

/** The button to the next step, and what else may be pressed there. */
const CoopGoOn = <template>
  <div class="coop-buttons">
    <CoopAction @kind="btn-primary" @isOff={{@isOff}} @onPress={{@onPress}}>{{t
        "admin.set_up.go_on"
      }}</CoopAction>
    {{yield}}
  </div>
</template>;

export default CoopGoOn;
