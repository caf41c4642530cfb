import type { ProblemSource } from './problem-source.ts';

/** `lib/coop_credentials/problem_codes.rb`: what a code means to a program; the words are in the locale file. */
export function problemCodesRuby(problems: readonly ProblemSource[]): string {
  const rows = problems.map(({ code, status, retryable, fixedBy }) => {
    const members = [`status: ${status}`, `retryable: ${retryable}`, `fixed_by: "${fixedBy}"`];
    const line = `      "${code}" => { ${members.join(', ')} }.freeze,`;
    // As Discourse's formatter writes it: a member a line where one line would be over 100 characters.
    if (line.length <= 100) return line;
    return `      "${code}" => {\n${members.map((member) => `        ${member},\n`).join('')}      }.freeze,`;
  });
  return `# frozen_string_literal: true

# Generated from core/problems.json by \`npm run generate\`. Do not edit.

module CoopCredentials
  # Every problem code with its HTTP status, whether trying again can help, and who can mend it.
  module ProblemCodes
    ALL = {
${rows.join('\n')}
    }.freeze

    # @return [Boolean] false also for a code of a later version
    def self.retryable?(code)
      ALL.dig(code, :retryable) || false
    end
  end
end
`;
}
