import type * as v from 'valibot';

const kinds: Readonly<Record<string, string>> = {
  string: 'must be a text',
  number: 'must be a number',
  boolean: 'must be true or false',
  array: 'must be a list',
  integer: 'must be a whole number',
};

/** What is wrong with a value, in words that go after its place; without what was received. */
export function faultMessage(issue: v.BaseIssue<unknown>): string {
  // Where a schema says it itself, it says it best.
  if (!issue.message.startsWith('Invalid ')) return issue.message;
  const { type, expected, received, requirement } = issue;
  const isText = typeof issue.input === 'string';
  switch (type) {
    case 'strict_object':
      if (expected === 'never') return 'is not known';
      return expected === 'Object' ? 'must be an object' : 'is missing';
    case 'min_length':
    case 'non_empty':
      return received === '0' ? 'is empty' : `must have at least ${String(requirement)}`;
    case 'max_length':
      return `must have at most ${String(requirement)} ${isText ? 'characters' : 'entries'}`;
    case 'min_value':
      return `must be at least ${String(requirement)}`;
    case 'max_value':
      return `must be at most ${String(requirement)}`;
    case 'regex':
      return 'has a character that is not allowed';
    default:
      return (
        kinds[type] ??
        (expected ? `must be ${expected.replace(/^\((.*)\)$/, '$1').replaceAll(' | ', ' or ')}` : 'is not valid')
      );
  }
}
