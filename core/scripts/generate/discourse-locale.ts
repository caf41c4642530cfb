import type { ProblemSource } from './problem-source.ts';

/** A tree of sentences, as `element` of `messages/en.json` is. */
export interface Sentences {
  readonly [key: string]: string | Sentences;
}

const begin = '    # begin generated problems (npm run generate)\n';
const end = '    # end generated problems\n';
const emptyFile = `en:\n  coop_credentials:\n${begin}${end}`;

/**
 * Puts the words of every code, and those of the browser element, between the two marks of
 * `config/locales/server.en.yml`; the rest of the file is written by hand. Parameters are spelled as Ruby's I18n
 * does: `%{at}`.
 *
 * @throws Error when the file has lost its marks
 */
export function withProblemWords(
  file: string | undefined,
  problems: readonly ProblemSource[],
  element: Sentences = {},
): string {
  const text = file ?? emptyFile;
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error('discourse-plugin/config/locales/server.en.yml: the marks are gone');

  const words = Object.fromEntries(problems.map(({ code, title, what, next }) => [code, { title, what, next }]));
  return text.slice(0, from) + begin + branch('problems', words, 4) + branch('element', element, 4) + text.slice(to);
}

const branch = (key: string, sentences: Sentences, indent: number): string => {
  const lines = Object.entries(sentences).map(([name, value]) =>
    typeof value === 'string'
      ? `${' '.repeat(indent + 2)}${name}: ${quoted(value)}\n`
      : branch(name, value, indent + 2),
  );
  return lines.length > 0 ? `${' '.repeat(indent)}${key}:\n${lines.join('')}` : '';
};

/** Single-quoted YAML, or double-quoted as JSON spells it where there is an apostrophe. */
const quoted = (text: string): string => {
  const ruby = text.replaceAll(/\{(\w+)\}/g, '%{$1}');
  return /['\\\n]/.test(ruby) ? JSON.stringify(ruby) : `'${ruby}'`;
};
