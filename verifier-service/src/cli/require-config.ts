import type { Config, ConfigResult } from '../config.ts';
import { CommandError } from './command.ts';

/** The configuration, or every fault of it at once. */
export function requireConfig(configuration: ConfigResult): Config {
  if (configuration.ok) return configuration.config;
  throw new CommandError('config_invalid', 'The configuration is not valid.', configuration.problems);
}
