import { tracked } from "@glimmer/tracking";
import { ask } from "./admin-calls";
import { Deed, Load } from "./coop-load";
import { keepDraft, keptDraft } from "./gate-draft";
import { coopsOf, listsOf, welcomesAnybody, withCoops } from "./gate-form";
import { PolicyCheck } from "./policy-check";
import { lackOf, saveGate, withPurpose } from "./save-gate";

/** The steps, and those of them that a gate which is made has behind it. */
const ORDER = [
  "connect",
  "check",
  "welcome",
  "gets",
  "duration",
  "make",
  "try",
  "tell",
];
const MAKING = ["welcome", "gets", "duration", "make"];

/** Where somebody is in setting up, what they have said so far, and the gate that comes of it. */
export class SetUp {
  @tracked connection;
  @tracked gate;
  @tracked draft;
  @tracked current;
  @tracked moved = false;
  @tracked isWell;
  @tracked isTold = false;

  order = ORDER;
  check = new PolicyCheck();
  making = new Deed();
  telling = new Deed();
  known = Load.later(async () => (await ask("lists")).lists);

  to = (step) => {
    this.moved = true;
    this.current = step;
  };

  paired = (connection) => {
    this.connection = connection;
    this.known.again();
    this.to("check");
  };

  afterCheck = () => this.to(this.gate ? "try" : "welcome");

  change = (draft) => {
    this.draft = draft;
    keepDraft(draft);
  };

  setCoops = (coops) =>
    this.change({ ...this.draft, document: withCoops(this.document, coops) });

  setDocument = (document) => this.change({ ...this.draft, document });

  setWell = (isWell) => (this.isWell = isWell);

  make = async () => {
    const made = await this.making.run(() => saveGate(this.draft));
    if (made) {
      keepDraft(undefined);
      this.gate = made;
      this.draft = { ...this.draft, ...made };
      this.to("try");
    }
  };

  setTold = (draft) => {
    this.isTold = false;
    this.draft = draft;
  };

  tell = async () => {
    const saved = await this.telling.run(() => saveGate(this.draft));
    if (saved) {
      this.gate = saved;
      this.draft = { ...this.draft, ...saved };
      this.isTold = true;
    }
  };

  constructor(connection, gate) {
    this.connection = connection;
    this.gate = gate;
    this.draft = gate ?? keptDraft();
    this.current = connection.connected ? (gate ? "try" : "check") : "connect";
    this.isWell = Boolean(gate);
    if (connection.connected) {
      this.known.again();
    }
  }

  /** What is made already is changed on its own page. */
  isMade(step) {
    return this.gate && MAKING.includes(step);
  }

  get document() {
    return this.draft.document;
  }

  get coops() {
    return coopsOf(this.document);
  }

  /** What the federations call themselves whose lists count; the list’s short name where that is not known. */
  get listTitles() {
    const known = this.known.data ?? [];
    return listsOf(this.document).map(
      (name) => known.find((list) => list.name === name)?.title ?? name
    );
  }

  get service() {
    return this.connection.service_name || this.connection.url;
  }

  get isNotWell() {
    return !this.isWell;
  }

  get lacksCoops() {
    return (
      !welcomesAnybody(this.document) ||
      this.coops.some(({ name }) => name.trim() === "")
    );
  }

  get lacksGets() {
    return this.draft.name.trim() === "" || !this.draft.group_id;
  }

  get isNotReady() {
    return (
      lackOf(this.draft).length > 0 ||
      !this.check.allows(withPurpose(this.draft), this.draft.group_id)
    );
  }
}
