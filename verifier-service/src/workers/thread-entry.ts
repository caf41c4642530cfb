/**
 * Where the thread's module is: beside this file, in TypeScript when run from the sources, in JavaScript when built.
 * The one place that knows.
 */
export function threadEntry(): { readonly url: URL; readonly execArgv: string[] } {
  const fromSources = import.meta.url.endsWith('.ts');
  const url = new URL(`./verification-thread.${fromSources ? 'ts' : 'js'}`, import.meta.url);
  return { url, execArgv: threadArguments(fromSources) };
}

/**
 * A thread does not inherit conditions that its process was given by other means than its command line, and refuses what
 * is for a process alone; its memory has limits of its own.
 */
function threadArguments(fromSources: boolean): string[] {
  const condition = '--conditions=@coop-credentials/source';
  const given = process.execArgv.filter((argument) => !/^--(inspect|max-semi-space-size)/.test(argument));
  return fromSources && !given.includes(condition) ? [...given, condition] : given;
}
