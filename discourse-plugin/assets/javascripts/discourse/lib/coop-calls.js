import { ajax } from "discourse/lib/ajax";
import { t } from "./coop-words";

/** A call to this forum; `body` goes as JSON. */
export function call(method, path, body) {
  const options = { type: method };
  if (body !== undefined) {
    options.contentType = "application/json";
    options.data = JSON.stringify(body);
  }
  return ajax(path, options);
}

export const get = (path, data) => ajax(path, { data });

/** The problem that a failed call came back with: `{ code, what, next, … }`, or nothing. */
export const problemOf = (error) => {
  const body = error?.jqXHR?.responseJSON;
  return typeof body?.what === "string" ? body : undefined;
};

/** What a fault says to a person: ours has two sentences, the forum's own has messages. */
export function saidBy(error) {
  const problem = problemOf(error);
  if (problem) {
    return [problem.what, problem.next].filter(Boolean).join(" ");
  }
  const status = error?.jqXHR?.status;
  if (status === 0) {
    return t("failure.offline");
  }
  const messages = error?.jqXHR?.responseJSON?.errors;
  return messages?.length > 0 ? messages.join(" ") : t("failure.unknown");
}
