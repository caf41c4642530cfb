import type { Config } from '../config.ts';

export const SAME_SETTINGS =
  'Set PUBLIC_URL here as well, best in a file that CONFIG_FILE names; if the new one is right, start the service with it.';

/**
 * What to say where these settings name another address than the service ran with last, as in a terminal of its own.
 * @param last undefined while no service has run with this database
 */
export function otherPublicUrl({ publicUrl }: Pick<Config, 'publicUrl'>, last: string | undefined): string | undefined {
  if (last === undefined || last === publicUrl || new URL(publicUrl).port === '0') return undefined;
  return `here it is ${publicUrl}, but the service ran last with ${last}`;
}
