import type { ProblemSource } from './problem-source.ts';

/** `src/generated/problems.ts`: the table and the union of its codes. */
export function problemsTypeScript(problems: readonly ProblemSource[]): string {
  const rows = problems.map(({ code, type, title, status, retryable, fixedBy, spec }) => {
    const fields = { type, title, status, retryable, fixedBy, spec };
    const body = Object.entries(fields).map(([name, value]) => `    ${name}: ${literal(value)},`);
    return [`  ${code}: {`, ...body, '  },'].join('\n');
  });
  return `// Generated from core/problems.json by \`npm run generate\`. Do not edit.

/** One row of the code table. */
export interface ProblemRow {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly retryable: boolean;
  readonly fixedBy: 'member' | 'wallet' | 'issuer' | 'site' | 'operator' | 'developer';
  readonly spec: string;
}

const table = {
${rows.join('\n')}
} as const satisfies Record<string, ProblemRow>;

/** Every code a problem can carry. */
export type ProblemCode = keyof typeof table;

/** The code table, by code. */
export const problemTable: Readonly<Record<ProblemCode, ProblemRow>> = table;
`;
}

const literal = (value: string | number | boolean): string =>
  typeof value === 'string' ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : String(value);
