import type { ProblemSource } from './problem-source.ts';

const begin = '    # begin generated problems (npm run generate)\n';
const end = '    # end generated problems\n';
const emptyFile = `en:\n  coop_credentials:\n${begin}${end}`;

/**
 * Puts the words of every code between the two marks of `config/locales/server.en.yml`; the rest of the file is
 * written by hand. Parameters are spelled as Ruby's I18n does: `%{at}`.
 *
 * @throws Error when the file has lost its marks
 */
export function withProblemWords(file: string | undefined, problems: readonly ProblemSource[]): string {
  const text = file ?? emptyFile;
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error('discourse-plugin/config/locales/server.en.yml: the marks are gone');

  const words = problems.map(
    ({ code, title, what, next }) =>
      `      ${code}:\n        title: ${quoted(title)}\n        what: ${quoted(what)}\n        next: ${quoted(next)}\n`,
  );
  return `${text.slice(0, from)}${begin}    problems:\n${words.join('')}${text.slice(to)}`;
}

/** Single-quoted YAML, or double-quoted as JSON spells it where there is an apostrophe. */
const quoted = (text: string): string => {
  const ruby = text.replaceAll(/\{(\w+)\}/g, '%{$1}');
  return /['\\\n]/.test(ruby) ? JSON.stringify(ruby) : `'${ruby}'`;
};
