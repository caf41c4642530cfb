import { module, test } from "qunit";
import {
  addressOfCoop,
  coopsOf,
  isAmong,
  isPlain,
  kindsOf,
  listsOf,
  newDocument,
  newForm,
  shortName,
  toSend,
  withCoops,
  withKinds,
  withSecondAccount,
} from "discourse/plugins/coop-credentials/discourse/lib/gate-form";

module("Coop Credentials | Unit | gate form", function () {
  test("who was left out by a former address is left out", function (assert) {
    const denied = [{ id: "did:web:old.example" }];
    const moved = {
      id: "did:web:new.example",
      former_ids: ["did:web:older.example", "did:web:old.example"],
    };
    assert.true(isAmong(denied, moved));
    assert.true(isAmong(denied, { id: "did:web:old.example", former_ids: [] }));
    assert.false(isAmong(denied, { ...moved, former_ids: [] }));
    assert.false(isAmong([], moved));
  });

  test("a new document is plain and welcomes nobody", function (assert) {
    assert.true(isPlain(newDocument));
    assert.deepEqual(coopsOf(newDocument), []);
  });

  test("a document with a list is plain; one with a second requirement or another claim is not", function (assert) {
    const changed = (change) => {
      const document = structuredClone(newDocument);
      change(document);
      return document;
    };
    const listed = changed(
      (d) => (d.accept[0].require[0].issuers.lists = ["autumn"])
    );
    assert.true(isPlain(listed));
    assert.deepEqual(listsOf(listed), ["autumn"]);
    assert.false(
      isPlain(changed((d) => d.accept[0].require.push({ type: "Other" })))
    );
    assert.false(
      isPlain(
        changed(
          (d) => (d.accept[0].require[0].claims = [{ path: ["coopType"] }])
        )
      )
    );
    assert.false(isPlain(undefined));
  });

  test("co-ops and kinds go in and come out, an empty reason does not", function (assert) {
    const coop = { id: "did:web:harvest.coop", name: "Harvest", reason: " " };
    const document = withKinds(withCoops(newDocument, [coop]), ["worker"]);
    assert.deepEqual(coopsOf(document), [{ id: coop.id, name: "Harvest" }]);
    assert.deepEqual(kindsOf(document), ["worker"]);
    assert.deepEqual(coopsOf(newDocument), [], "what it was made of stays");
  });

  test("a rule for second accounts needs members to be known by their membership", function (assert) {
    assert.strictEqual(
      withSecondAccount(newForm, "block").document.identify,
      "membership"
    );
    assert.strictEqual(
      withSecondAccount(newForm, "allow").document.identify,
      undefined
    );
  });

  test("a short name has only letters that addresses have, and is not taken", function (assert) {
    assert.strictEqual(
      shortName("Members’ Café & Lounge", []),
      "members-cafe-lounge"
    );
    assert.strictEqual(shortName("Lounge", ["lounge", "lounge-2"]), "lounge-3");
    assert.strictEqual(shortName("会員", []), "gate");
  });

  test("the service gets a document without its id", function (assert) {
    assert.deepEqual(toSend({ id: "lounge", purpose: "x" }), { purpose: "x" });
  });

  test("a did:web of a domain is that domain to people", function (assert) {
    assert.strictEqual(addressOfCoop("did:web:harvest.coop"), "harvest.coop");
    assert.strictEqual(addressOfCoop("did:key:z6Mk"), "did:key:z6Mk");
  });
});
