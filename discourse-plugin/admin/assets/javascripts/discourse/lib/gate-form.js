/** A gate as the form shows it, and as the service keeps it. What the form does not show stays as it was. */
export const membershipKinds = [
  "consumer",
  "worker",
  "producer",
  "resident",
  "supporter",
  "organisation",
];

const MEMBERSHIP = "CoopMembershipCredential";
const KIND = "membershipClass";

export const newDocument = {
  purpose: "",
  accept: [{ require: [{ type: MEMBERSHIP, issuers: { allow: [] } }] }],
  grant: { for: "P30D" },
};

export const newForm = {
  policy: "",
  name: "",
  group_id: null,
  reply_group_id: null,
  badge_id: null,
  category_id: null,
  flair: false,
  advertised: false,
  public_label: "",
  public_text: "",
  on_second_account: "allow",
  enabled: true,
  document: newDocument,
};

/** Whether the form can show it all: one membership, asked for nothing but whose it is and its kind. */
export function isPlain(document) {
  const { accept } = document ?? {};
  const only =
    Array.isArray(accept) && accept.length === 1
      ? accept[0].require
      : undefined;
  const requirement =
    Array.isArray(only) && only.length === 1 ? only[0] : undefined;
  const issuers = requirement?.issuers;
  if (
    requirement?.type !== MEMBERSHIP ||
    typeof issuers !== "object" ||
    issuers === null
  ) {
    return false;
  }
  const claims = requirement.claims ?? [];
  return (
    claims.length < 2 &&
    claims.every(({ path }) => path.length === 1 && path[0] === KIND)
  );
}

const requirementOf = ({ accept }) => accept[0].require[0];

const withRequirement = (document, change) => ({
  ...document,
  accept: [{ require: [{ ...requirementOf(document), ...change }] }],
});

export const coopsOf = (document) =>
  isPlain(document) ? (requirementOf(document).issuers.allow ?? []) : [];

export const withCoops = (document, coops) =>
  withRequirement(document, {
    issuers: {
      ...requirementOf(document).issuers,
      allow: coops.map(({ reason, ...coop }) =>
        reason?.trim() ? { ...coop, reason: reason.trim() } : coop
      ),
    },
  });

/** Federations’ lists, by the names that the service has for them. */
export const listsOf = (document) =>
  isPlain(document) ? (requirementOf(document).issuers.lists ?? []) : [];

export const withLists = (document, lists) =>
  withRequirement(document, {
    issuers: { ...requirementOf(document).issuers, lists },
  });

/** Whom this forum leaves out. */
export const deniedOf = (document) =>
  isPlain(document) ? (requirementOf(document).issuers.deny ?? []) : [];

/** Reasons are being typed, so spaces at their end stay; the service refuses one of nothing else. */
export const withDenied = (document, denied) =>
  withRequirement(document, {
    issuers: {
      ...requirementOf(document).issuers,
      deny: denied.map(({ id, reason }) =>
        reason?.trim() ? { id, reason } : { id }
      ),
    },
  });

/** Whether a forum that left these out left a co-op out, also by a DID that it had before. */
export const isAmong = (denied, { id, former_ids }) =>
  denied.some((entry) => entry.id === id || former_ids.includes(entry.id));

/** Whether it welcomes anybody at all. */
export const welcomesAnybody = (document) =>
  coopsOf(document).length + listsOf(document).length > 0;

/** None is every kind. */
export const kindsOf = (document) =>
  (requirementOf(document).claims?.[0]?.values ?? []).map(String);

export const withKinds = (document, kinds) =>
  withRequirement(document, {
    claims: kinds.length === 0 ? [] : [{ path: [KIND], values: kinds }],
  });

export const durationOf = (document) => document.grant?.for ?? "P1Y";

export const withDuration = (document, duration) => ({
  ...document,
  grant: { ...document.grant, for: duration },
});

/** The whole days of a duration such as `P45D`; undefined for any other. */
export function daysOf(duration) {
  const days = /^P(\d{1,5})D$/.exec(duration)?.[1];
  return days === undefined ? undefined : Number(days);
}

export const isCounted = (document) => document.limit !== undefined;

export const identifyOf = (document) => document.identify ?? "wallet";

/** What a second account with the same membership meets: only who is known by their membership can be told apart. */
export function withSecondAccount(form, rule) {
  const document =
    rule === "allow"
      ? form.document
      : { ...form.document, identify: "membership" };
  return { ...form, on_second_account: rule, document };
}

/** A short name for the service, of letters that addresses have; another one than those that are taken. */
export function shortName(name, taken) {
  const letters = name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'’]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 50)
    .replace(/^-+|-+$/g, "");
  const wanted = letters || "gate";
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? wanted : `${wanted}-${count}`;
    if (!taken.includes(candidate)) {
      return candidate;
    }
  }
}

/** The document for the service: without its id, which is in the path. */
export function toSend(document) {
  const rest = { ...document };
  delete rest.id;
  return rest;
}

/** `did:web:coop.example` is `coop.example` to people; any other name stays as it is. */
export function addressOfCoop(id) {
  const host = /^did:web:([^:]+)$/.exec(id)?.[1];
  return host ? decodeURIComponent(host) : id;
}
