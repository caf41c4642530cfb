import type { ProblemSource } from './problem-source.ts';

/** `core/docs/problems.md`: the page that our problem type URIs lead to. */
export function problemsPage(problems: readonly ProblemSource[]): string {
  const sections = problems.map(
    ({ code, type, title, status, retryable, fixedBy, spec, what, next }) => `## ${code}

**${title}.** ${what} ${next}

- Type: \`${type}\`
- HTTP status: ${status}
- Trying again can help: ${retryable ? 'yes' : 'no'}
- Who can mend it: ${fixedBy}
- Specification: <${spec}>
`,
  );
  return `<!-- Generated from core/problems.json and core/messages/en.json by \`npm run generate\`. Do not edit. -->

# Problem codes

Every refusal, of the service, the plugins and the core, carries one of these codes. Codes are added or deprecated, never
renamed.

${sections.join('\n')}`;
}
