// A fake of today's Discourse core, not core: its words, from the plugin's own file. A word that is missing shows.
export function i18n(key, options = {}) {
  const { count } = options;
  let found = key.split('.').reduce((words, part) => words?.[part], window.coopWords);
  if (found && typeof found === 'object' && count !== undefined) {
    found = found[count === 1 ? 'one' : 'other'];
  }
  return typeof found === 'string'
    ? found.replace(/%\{(\w+)\}|\{\{(\w+)\}\}/g, (whole, one, two) => options[one ?? two] ?? whole)
    : `[missing: ${key}]`;
}

export default { t: i18n, currentLocale: () => 'en', locale: 'en' };
