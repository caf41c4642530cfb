import { tracked } from "@glimmer/tracking";
import { send } from "./admin-calls";
import { toSend } from "./gate-form";

const PATIENCE = 500;

const bodyOf = (document, groupId) => ({
  document: toSend(document),
  group_id: groupId ?? undefined,
});

/** What the service says a document means, a moment after the last change. The former answer stays until the new one is there. */
export class PolicyCheck {
  @tracked answer;
  @tracked answered;
  @tracked error;
  @tracked isLoading = false;
  turn = 0;

  /** Looks once nothing has changed for a moment; a document that was looked at already is not asked for again. */
  see(document, groupId) {
    const body = bodyOf(document, groupId);
    const text = JSON.stringify(body);
    if (text === this.text && !this.error) {
      return;
    }
    this.text = text;
    clearTimeout(this.timer);
    const mine = ++this.turn;
    this.timer = setTimeout(() => this.ask(body, text, mine), PATIENCE);
  }

  async ask(body, text, mine) {
    this.isLoading = true;
    try {
      const answer = await send("POST", "policies/check", body);
      if (mine === this.turn) {
        this.answer = answer;
        this.answered = text;
        this.error = undefined;
      }
    } catch (error) {
      if (mine === this.turn) {
        this.error = error;
      }
    }
    if (mine === this.turn) {
      this.isLoading = false;
    }
  }

  /** Whether the answer is about this very document, and good. */
  allows(document, groupId) {
    return (
      !this.error &&
      this.answer?.valid === true &&
      this.answered === JSON.stringify(bodyOf(document, groupId))
    );
  }

  stop() {
    clearTimeout(this.timer);
    this.turn++;
  }
}
