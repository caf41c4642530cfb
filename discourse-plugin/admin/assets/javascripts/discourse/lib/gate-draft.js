import { isPlain, newForm, welcomesAnybody } from "./gate-form";

const KEPT = "coop-credentials-draft";

/** The gate that is being made: it survives leaving the page, until there is a gate. */
export function keptDraft() {
  try {
    const draft = JSON.parse(window.sessionStorage.getItem(KEPT));
    return typeof draft?.name === "string" && isPlain(draft.document)
      ? { ...newForm, ...draft, policy: "" }
      : newForm;
  } catch {
    return newForm;
  }
}

/** Whether something of it was filled in. */
export const hasDraft = () => {
  const { name, document } = keptDraft();
  return name !== "" || welcomesAnybody(document);
};

export function keepDraft(draft) {
  try {
    if (draft) {
      window.sessionStorage.setItem(KEPT, JSON.stringify(draft));
    } else {
      window.sessionStorage.removeItem(KEPT);
    }
  } catch {
    // Storage is switched off: leaving the page loses it.
  }
}
