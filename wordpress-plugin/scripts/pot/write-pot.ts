import { type Message } from './read-calls.ts';

/** A sentence and the files it stands in. */
export interface Found extends Message {
  readonly file: string;
}

/** The catalogue that translators start from (gettext): each sentence once, in the order of the files. */
export function writePot(
  found: readonly Found[],
  { name, version, domain }: Record<'name' | 'version' | 'domain', string>,
): string {
  const groups = Map.groupBy(found, ({ text, context }) => JSON.stringify([context, text]));
  const header = [
    `Project-Id-Version: ${name} ${version}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
    'Content-Transfer-Encoding: 8bit',
    'Plural-Forms: nplurals=2; plural=(n != 1);',
    `X-Domain: ${domain}`,
  ];
  const first = ['msgid ""', 'msgstr ""', ...header.map((line) => quote(`${line}\n`))].join('\n');
  return [first, ...[...groups.values()].map(entry)].join('\n\n') + '\n';
}

function entry(same: readonly Found[]): string {
  const plural = same.find((message) => message.plural !== undefined)?.plural;
  const { text = '', context } = same[0] ?? {};
  const comments = [...new Set(same.flatMap(({ comment }) => comment ?? []))];
  const files = [...new Set(same.map(({ file }) => file))];
  return [
    ...comments.map((comment) => `#. ${comment}`),
    ...files.map((file) => `#: ${file}`),
    ...(/%\d*\$?[sd]/.test(text) ? ['#, php-format'] : []),
    ...(context === undefined ? [] : [`msgctxt ${quote(context)}`]),
    `msgid ${quote(text)}`,
    ...(plural === undefined ? ['msgstr ""'] : [`msgid_plural ${quote(plural)}`, 'msgstr[0] ""', 'msgstr[1] ""']),
  ].join('\n');
}

const quote = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;
