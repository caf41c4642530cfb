import type { ConfigResult } from '../config.ts';
import type { StartedThread } from '../workers/start-thread.ts';

/** What a command gets: its arguments after the command's own words, and the environment, parsed. */
export interface CommandInput {
  readonly args: readonly string[];
  readonly configuration: ConfigResult;
  /** For `start`: it loads beside the rest, which makes it ready earlier. */
  readonly early?: StartedThread | undefined;
}

/** What a command says: one value for machines, or the same as text for a person. */
export interface CommandResult {
  readonly exitCode: 0 | 1 | 2;
  readonly json: unknown;
  readonly text: string;
}

export interface Command {
  readonly summary: string;
  readonly usage: string;
  /** What `--help` says of it besides: its options, a line each, and what its exit codes mean. */
  readonly details?: readonly string[];
  /** Of a command whose own exit codes say something else: what it ends with where it could not do its work. */
  readonly faultExitCode?: 3;
  /** Nothing is printed for a command that returns nothing: it has its own output. */
  readonly run: (input: CommandInput) => Promise<CommandResult | undefined>;
}

/** Wrong words on the command line: the usage is shown. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What stopped a command, in words for the operator. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly code: string;
  readonly problems: readonly string[];

  constructor(code: string, message: string, problems: readonly string[] = []) {
    super(message);
    this.code = code;
    this.problems = problems;
  }
}
