import { ask, gatePath, send } from "./admin-calls";
import { problemOf } from "./coop-calls";
import { t } from "./coop-words";
import {
  coopsOf,
  isPlain,
  shortName,
  toSend,
  welcomesAnybody,
} from "./gate-form";

/** What members and their wallets read as the purpose: as it was written, else made of the name. */
export function withPurpose({ name, document }) {
  if (document.purpose?.trim() || name.trim() === "") {
    return document;
  }
  return {
    ...document,
    purpose: t("admin.form.purpose", { name: name.trim() }),
  };
}

/** What a form that was only begun still lacks; empty where the service can say the rest. */
export function lackOf({ name, group_id, document }) {
  const plain = isPlain(document);
  const coops = coopsOf(document);
  return [
    name.trim() === "" && t("admin.lack.name"),
    plain && !welcomesAnybody(document) && t("admin.lack.coop"),
    plain &&
      coops.some((coop) => coop.name.trim() === "") &&
      t("admin.lack.coop_name"),
    !group_id && t("admin.lack.group"),
  ].filter(Boolean);
}

/** How many short names to try: the service may keep rules that this forum has no gate for any more. */
const MOST_TRIES = 10;

const bodyOf = (form) => ({
  name: form.name.trim(),
  group_id: form.group_id,
  reply_group_id: form.reply_group_id,
  badge_id: form.badge_id,
  category_id: form.category_id,
  flair: form.flair,
  advertised: form.advertised,
  // What is advertised needs a name for everybody; the gate's own, where none was written.
  public_label:
    (form.public_label ?? "").trim() ||
    (form.advertised ? form.name.trim() : ""),
  public_text: (form.public_text ?? "").trim(),
  on_second_account: form.on_second_account,
  enabled: form.enabled,
  document: toSend(withPurpose(form)),
});

/**
 * Stores a gate: a new one under a short name made of its name, one that is there only over the version that was
 * looked at. Gives back the gate as it is stored.
 */
export async function saveGate(form) {
  const gate = bodyOf(form);
  if (form.policy) {
    return send("PUT", gatePath(form.policy), {
      ...gate,
      version: form.version,
    });
  }
  const taken = (await ask("gates")).gates.map(({ policy }) => policy);
  const tries = taken.length + MOST_TRIES;
  for (;;) {
    const policy = shortName(gate.name, taken);
    try {
      return await send("POST", "gates", { policy, ...gate });
    } catch (error) {
      if (
        problemOf(error)?.code !== "gate_exists" ||
        taken.push(policy) >= tries
      ) {
        throw error;
      }
    }
  }
}
