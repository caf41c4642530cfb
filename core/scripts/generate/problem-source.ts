import * as v from 'valibot';

const ourProblems = 'https://w3id.org/coop-credentials/problems#';

const Row = v.strictObject({
  code: v.pipe(v.string(), v.regex(/^[a-z]+(_[a-z0-9]+)*$/, 'code must be snake_case')),
  type: v.pipe(v.string(), v.url()),
  title: v.pipe(v.string(), v.nonEmpty()),
  status: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)),
  retryable: v.boolean(),
  fixedBy: v.picklist(['member', 'wallet', 'issuer', 'site', 'operator', 'developer']),
  spec: v.pipe(v.string(), v.url()),
});

const Words = v.strictObject({
  what: v.pipe(v.string(), v.nonEmpty()),
  next: v.pipe(v.string(), v.nonEmpty()),
});

const Table = v.array(Row);
const Catalogue = v.looseObject({ problems: v.record(v.string(), Words) });

/** One row of `problems.json` with the words of `messages/en.json`. */
export type ProblemSource = v.InferOutput<typeof Row> & v.InferOutput<typeof Words>;

/**
 * Joins the code table with its words.
 *
 * @throws Error that names every fault at once: a malformed row, a code twice, a code without words, words without a
 *   code, a type of our own that does not end in its code
 */
export function joinProblems(table: unknown, catalogue: unknown): ProblemSource[] {
  const faults: string[] = [];
  const rows = accept(Table, table, 'problems.json', faults) ?? [];
  const words = accept(Catalogue, catalogue, 'messages/en.json', faults)?.problems ?? {};

  const codes = new Set<string>();
  for (const { code, type } of rows) {
    if (codes.has(code)) faults.push(`problems.json: ${code} is there twice`);
    codes.add(code);
    if (!Object.hasOwn(words, code)) faults.push(`messages/en.json: no words for ${code}`);
    if (type.startsWith(ourProblems) && type !== ourProblems + code) {
      faults.push(`problems.json: the type of ${code} must end in its code`);
    }
  }
  for (const code of Object.keys(words)) {
    if (!codes.has(code)) faults.push(`messages/en.json: words for ${code}, which is no code`);
  }

  if (faults.length > 0) throw new Error(faults.join('\n'));
  return rows.map((row) => ({ ...row, ...(words[row.code] as v.InferOutput<typeof Words>) }));
}

function accept<S extends v.GenericSchema>(
  schema: S,
  input: unknown,
  file: string,
  faults: string[],
): v.InferOutput<S> | undefined {
  const parsed = v.safeParse(schema, input);
  if (parsed.success) return parsed.output;
  for (const issue of parsed.issues) faults.push(`${file}: ${v.getDotPath(issue) ?? ''} ${issue.message}`);
  return undefined;
}
