import { click, visit } from "@ember/test-helpers";
import { test } from "qunit";
import { acceptance } from "discourse/tests/helpers/qunit-helpers";

const grant = {
  id: 7,
  policy: "lounge",
  label: "The lounge",
  state: "live",
  issuer_name: "Harvest Co-op",
  since: "2026-11-01T00:00:00Z",
  until: "2026-12-01T00:00:00Z",
};
const MINE = "/u/eviltrout/preferences/co-op-memberships";
const find = (selector) => document.querySelector(selector);

acceptance("Coop Credentials | my memberships", function (needs) {
  let grants;
  let status;

  needs.user();
  needs.settings({ coop_credentials_enabled: true });
  needs.hooks.beforeEach(() => {
    grants = [grant];
    status = 200;
  });
  needs.pretender((server, helper) => {
    server.get("/co-op-credentials/mine.json", () =>
      status === 200
        ? helper.response({ grants })
        : [status, { "Content-Type": "application/json" }, "{}"]
    );
    server.delete("/co-op-credentials/mine/7", () => {
      grants = [];
      return [204, {}, ""];
    });
  });

  test("lists them, and forgets one", async function (assert) {
    await visit(MINE);
    assert.strictEqual(find(".coop-mine__grant h3").textContent, grant.label);
    await click(".coop-mine__grant .btn-flat");
    await click(".coop-ask .btn-danger");
    assert.strictEqual(find(".coop-mine__grant"), null);
    assert.notStrictEqual(find(".coop-empty"), null);
    assert.true(find("[role=status]").textContent.includes(grant.label));
  });

  test("says so where there is none, and where they did not come", async function (assert) {
    grants = [];
    await visit(MINE);
    assert.notStrictEqual(find(".coop-empty"), null);

    status = 500;
    await visit("/");
    await visit(MINE);
    assert.notStrictEqual(find(".coop-mine [role=alert]"), null);
    status = 200;
    grants = [grant];
    await click(".coop-mine [role=alert] .btn");
    assert.notStrictEqual(find(".coop-mine__grant"), null);
  });

  test("shows nobody else's, and asks for none", async function (assert) {
    status = 500;
    await visit("/u/charlie/preferences/co-op-memberships");
    assert.strictEqual(find(".coop-mine__grant"), null);
    assert.strictEqual(find(".coop-mine [role=alert]"), null);
  });
});
