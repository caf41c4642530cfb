import { call, get } from "./coop-calls";

/** The groups that a gate may fill: none that the forum fills by itself. */
export const groups = async () =>
  (await get("/groups/search.json", { ignore_automatic: true }))
    .filter(({ automatic }) => !automatic)
    .map(({ id, name, full_name }) => ({ id, name, label: full_name || name }));

export const badges = async () =>
  (await get("/admin/badges.json")).badges
    .filter(({ enabled, system }) => enabled && !system)
    .map(({ id, name }) => ({ id, label: name }));

/** A group that nobody can join by another door. */
export async function makeGroup(name) {
  const body = {
    group: { name, public_admission: false, allow_membership_requests: false },
  };
  const answer = await call("POST", "/admin/groups.json", body);
  return answer.basic_group;
}

/** Who may see a category, by the names of groups. */
export async function groupsOfCategory(id) {
  const { category } = await get(`/c/${id}/show.json`);
  return category.group_permissions.map(({ group_name }) => group_name);
}
