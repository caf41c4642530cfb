import I18n from "discourse-i18n";

/** A sentence of ours in the reader's language. */
export function t(key, options) {
  return I18n.t(`coop_credentials.${key}`, options);
}

const language = () => document.documentElement.lang || undefined;

const format = (at, options) => {
  const time = at ? new Date(at) : null;
  return time && !Number.isNaN(time.getTime())
    ? new Intl.DateTimeFormat(language(), options).format(time)
    : "";
};

/** A day as people write it. */
export const sayDay = (at) => format(at, { dateStyle: "long" });

/** A moment as people write it. */
export const sayMoment = (at) =>
  format(at, { dateStyle: "medium", timeStyle: "short" });

/** Names one after the other, as the language joins them. */
export const sayList = (names) =>
  new Intl.ListFormat(language(), { type: "conjunction" }).format(names);
