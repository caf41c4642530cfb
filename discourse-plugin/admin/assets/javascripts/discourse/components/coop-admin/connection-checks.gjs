import Component from "@glimmer/component";
import { tracked } from "@glimmer/tracking";
import { ask } from "../../lib/admin-calls";
import { Load } from "../../lib/coop-load";
import { t } from "../../lib/coop-words";
import CoopAction from "../coop/action";
import CoopFailure from "../coop/failure";
import CoopLoading from "../coop/loading";

const PACE = 180;
const marks = { good: "✓", warning: "!", bad: "✕", info: "i" };

/** The checks of the connection: each good, to be looked at, or bad with its cure; and a button to look again. */
export default class CoopConnectionChecks extends Component {
  @tracked shown = 0;

  test = new Load(async () => {
    const { checks } = await ask("self-test");
    this.showOneByOne(checks);
    return checks;
  });

  willDestroy() {
    super.willDestroy();
    clearTimeout(this.timer);
    this.test.stop();
  }

  showOneByOne(checks) {
    clearTimeout(this.timer);
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.shown = still ? checks.length : 0;
    const next = () => {
      if (this.shown < checks.length) {
        this.shown++;
        this.timer = setTimeout(next, PACE);
      } else {
        this.args.onResult?.(checks.every(({ status }) => status !== "bad"));
      }
    };
    next();
  }

  get checks() {
    return (this.test.data ?? []).slice(0, this.shown).map((check) => ({
      ...check,
      isGood: check.status === "good",
      kind: `coop-checkmark -${check.status}`,
      mark: marks[check.status] ?? "·",
      said: t(`admin.self_test.${check.status}`),
    }));
  }

  get isOver() {
    return (
      this.test.data &&
      this.shown >= this.test.data.length &&
      !this.test.isLoading
    );
  }

  get isWell() {
    return this.test.data?.every(({ status }) => status !== "bad");
  }

  get busy() {
    return this.isOver ? "false" : "true";
  }

  get isFirst() {
    return !this.test.data && !this.test.error;
  }

  <template>
    <div class="coop-self-test">
      {{#if this.isFirst}}<CoopLoading />{{/if}}
      <CoopFailure @error={{this.test.error}} />
      {{#if this.test.data}}
        <p role="status">
          {{#if this.isOver}}
            {{if
              this.isWell
              (t "admin.self_test.well")
              (t "admin.self_test.not_well")
            }}
          {{/if}}
        </p>
        <ul class="coop-checks" aria-busy={{this.busy}}>
          {{#each this.checks key="id" as |check|}}
            <li>
              <span
                class={{check.kind}}
                aria-hidden="true"
              >{{check.mark}}</span>
              <div>
                <p><span class="coop-sr-only">{{check.said}}
                  </span>{{check.what}}</p>
                {{#if check.detail}}<p
                    class="coop-quiet"
                  >{{check.detail}}</p>{{/if}}
                {{#unless check.isGood}}
                  {{#if check.next}}<p>{{check.next}}</p>{{/if}}
                {{/unless}}
              </div>
            </li>
          {{/each}}
        </ul>
      {{/if}}
      <CoopAction @isBusy={{this.test.isLoading}} @onPress={{this.test.again}}>
        {{t "admin.self_test.again"}}
      </CoopAction>
    </div>
  </template>
}
