/** The folder that the forum lives in, empty at the root of its domain. */
const base = () =>
  document
    .querySelector('meta[name="discourse-base-uri"]')
    ?.getAttribute("content") ?? "";

/** The address of a page of this forum, for links and for the element. */
export const pathTo = (path) => `${base()}${path}`;

/** The light page of a gate, or of all of them. */
export const accessPath = (policy) =>
  pathTo(
    policy ? `/co-op-access/${encodeURIComponent(policy)}` : "/co-op-access"
  );

export const MINE = "/my/preferences/co-op-memberships";
