import Component from "@glimmer/component";
import { click, render } from "@ember/test-helpers";
import { module, test } from "qunit";
import { setupRenderingTest } from "discourse/tests/helpers/component-test";
import CoopMembership from "discourse/plugins/coop-credentials/discourse/components/coop/membership";

const grant = {
  id: 7,
  policy: "lounge",
  label: "The <b>lounge</b>",
  state: "live",
  reason: "This site welcomes members of Harvest Co-op.",
  since: "2026-11-01T00:00:00Z",
  until: "2026-12-01T00:00:00Z",
  category_url: "/c/lounge/7",
};
/** A component around it: in a bare template, 2023's core would look for a test's own names on `this`. */
const showing = (membership, drop) =>
  class extends Component {
    membership = membership;
    drop = drop;

    <template>
      <CoopMembership @grant={{this.membership}} @onDrop={{this.drop}} />
    </template>
  };
const find = (selector) => document.querySelector(selector);

module("Coop Credentials | Integration | a membership", function (hooks) {
  setupRenderingTest(hooks);

  test("says what is open, why and until when, as text", async function (assert) {
    await render(showing(grant));
    assert.strictEqual(find(".coop-mine__grant h3").textContent, grant.label);
    assert.true(find(".coop-mine__grant").textContent.includes(grant.reason));
    assert.strictEqual(
      [...document.querySelectorAll(".coop-facts time")].at(-1).dateTime,
      grant.until
    );
    assert.strictEqual(
      find(".coop-buttons a").getAttribute("href"),
      grant.category_url
    );
  });

  test("says why it is over, and how to come back", async function (assert) {
    const problem = {
      code: "credential_revoked",
      what: "Your co-op has withdrawn this membership.",
      next: "Ask your co-op.",
    };
    const over = { ...grant, state: "revoked", problem };
    await render(showing(over));
    assert.strictEqual(
      find(".coop-mine__problem").textContent.trim().replace(/\s+/g, " "),
      `${problem.what} ${problem.next}`
    );
    assert.true(
      find(".coop-buttons a")
        .getAttribute("href")
        .endsWith("/co-op-access/lounge")
    );
  });

  test("offers no way back to who was kept out", async function (assert) {
    const barred = { ...grant, state: "barred" };
    await render(showing(barred));
    assert.strictEqual(find(".coop-buttons a"), null);
  });

  test("asks before it forgets, and a fault stays in place", async function (assert) {
    const asked = [];
    const drop = async (one) => {
      asked.push(one.id);
      throw {
        jqXHR: {
          status: 503,
          responseJSON: { code: "service_busy", what: "Busy.", next: "Wait." },
        },
      };
    };
    await render(showing(grant, drop));
    await click(".coop-buttons button.btn-flat");
    assert.deepEqual(asked, []);
    await click(".coop-ask .btn-danger");
    assert.deepEqual(asked, [grant.id]);
    assert.true(find("[role=alert]").textContent.includes("Busy. Wait."));
    assert.true(find("[role=alert]").textContent.includes("service_busy"));
  });
});
