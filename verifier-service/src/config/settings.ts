/** Where a value came from. */
export type Origin = 'default' | 'environment' | 'file';

/** Reads named settings one by one and keeps every fault, so that all are told together. */
export function createSettings(
  environment: Readonly<Record<string, string | undefined>>,
  file: Readonly<Record<string, unknown>>,
) {
  const problems: string[] = [];
  const origins: Record<string, Origin> = {};
  const fault = (name: string, message: string): void => void problems.push(`${name} ${message}`);

  /** The environment wins; an empty variable counts as not set, as compose files write them. */
  const find = (name: string): { origin: Origin; value?: string } => {
    const fromEnvironment = environment[name];
    if (fromEnvironment) return { origin: 'environment', value: fromEnvironment };
    const fromFile = Object.hasOwn(file, name) ? file[name] : undefined;
    if (fromFile === undefined || fromFile === null || fromFile === '') return { origin: 'default' };
    return { origin: 'file', value: Array.isArray(fromFile) ? fromFile.join(',') : String(fromFile) };
  };

  return {
    problems: problems as readonly string[],
    fault,
    origin: (name: string): Origin => find(name).origin,
    origins: (): Record<string, Origin> => ({ ...origins }),
    isSet: (name: string): boolean => find(name).value !== undefined,
    /** @param parse throws an Error whose message ends a sentence that starts with the name */
    read: <T>(name: string, fallback: T, parse: (value: string) => T): T => {
      const { origin, value } = find(name);
      origins[name] = origin;
      if (value === undefined) return fallback;
      try {
        return parse(value.trim());
      } catch (error) {
        fault(name, (error as Error).message);
        return fallback;
      }
    },
  };
}
