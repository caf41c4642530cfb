import { call, get } from "./coop-calls";

const BASE = "/admin/plugins/coop-credentials";

/** A call of the admin's screens. */
export const ask = (path, data) => get(`${BASE}/${path}.json`, data);
export const send = (method, path, body) =>
  call(method, `${BASE}/${path}.json`, body);

export const gatePath = (policy) => `gates/${encodeURIComponent(policy)}`;
