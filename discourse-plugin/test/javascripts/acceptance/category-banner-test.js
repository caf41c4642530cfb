import { settled, visit } from "@ember/test-helpers";
import { test } from "qunit";
import {
  acceptance,
  publishToMessageBus,
} from "discourse/tests/helpers/qunit-helpers";

const CATEGORY = "/c/bug/1";
const gate = {
  policy: "lounge",
  label: "<i>The lounge</i>",
  text: "Minutes and plans.",
  category_id: 1,
  open: false,
};
const all = (selector) => [...document.querySelectorAll(selector)];

acceptance("Coop Credentials | a category's banner", function (needs) {
  needs.user({ coop_credentials_gates: [gate] });
  needs.settings({ coop_credentials_enabled: true });

  test("leads to the gate, opens live, and closes live", async function (assert) {
    await visit(CATEGORY);
    assert.deepEqual(
      all(".coop-gate__label").map(({ textContent }) => textContent),
      [gate.label],
      "what admins write is text"
    );
    assert.true(
      all(".coop-gate__button")[0]
        .getAttribute("href")
        .endsWith("/co-op-access/lounge")
    );

    await publishToMessageBus("/co-op-credentials/gates", {
      policy: "lounge",
      state: "accepted",
      until: "2040-01-05T00:00:00Z",
      opened: { label: gate.label },
    });
    await settled();
    assert.strictEqual(all(".coop-gate__button").length, 0);
    assert.true(all(".coop-banner__open")[0].textContent.includes("2040"));

    await publishToMessageBus("/co-op-credentials/gates", {
      policy: "lounge",
      state: "rejected",
      problem: { code: "credential_revoked" },
    });
    await settled();
    assert.strictEqual(all(".coop-gate__button").length, 1);
  });

  test("stands only where a gate leads", async function (assert) {
    await visit("/latest");
    assert.strictEqual(all(".coop-banner").length, 0);
  });
});

acceptance("Coop Credentials | without the plugin in use", function (needs) {
  needs.user({ coop_credentials_gates: [gate] });
  needs.settings({ coop_credentials_enabled: false });

  test("nothing of it shows", async function (assert) {
    await visit(CATEGORY);
    assert.strictEqual(all(".coop-banner").length, 0);
  });
});
