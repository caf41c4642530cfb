import { send } from "./admin-calls";
import { Load } from "./coop-load";
import { toSend } from "./gate-form";

const PATIENCE = 500;

const bodyOf = (document, groupId) => ({
  document: toSend(document),
  group_id: groupId ?? undefined,
});

/** What the service says a document means, a moment after the last change. The former answer stays until the new one is there. */
export class PolicyCheck {
  load = Load.later(async () => {
    const { text, body } = this;
    return { text, answer: await send("POST", "policies/check", body) };
  });

  /** Looks once nothing has changed for a moment; a document that was looked at already is not asked for again. */
  see(document, groupId) {
    const body = bodyOf(document, groupId);
    const text = JSON.stringify(body);
    if (text === this.text && !this.error) {
      return;
    }
    this.text = text;
    this.body = body;
    this.stop();
    this.timer = setTimeout(this.load.again, PATIENCE);
  }

  /** Whether the answer is about this very document, and good. */
  allows(document, groupId) {
    return (
      !this.error &&
      this.answer?.valid === true &&
      this.load.data.text === JSON.stringify(bodyOf(document, groupId))
    );
  }

  stop() {
    clearTimeout(this.timer);
    this.load.stop();
  }

  get answer() {
    return this.load.data?.answer;
  }

  get error() {
    return this.load.error;
  }

  get isLoading() {
    return this.load.isLoading;
  }
}
