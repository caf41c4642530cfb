/** What the service and `Gate_Mark` take as a rule's name. */
export const isRuleName = (name) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name);
