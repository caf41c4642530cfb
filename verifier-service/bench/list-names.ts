/** One line each: a name, and beside it what it is, all in one column. */
export function listNames(all: Readonly<Record<string, { readonly summary: string }>>): readonly string[] {
  const width = Math.max(...Object.keys(all).map(({ length }) => length)) + 2;
  return Object.entries(all).map(([name, { summary }]) => `  ${name.padEnd(width)}${summary}`);
}
