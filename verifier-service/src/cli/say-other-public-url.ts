import type { Config } from '../config.ts';
import type { Stores } from '../open-stores.ts';
import { lastPublicUrl } from '../store/instance.ts';
import { otherPublicUrl, SAME_SETTINGS } from './other-public-url.ts';

/** For commands that tell a pairing code, which begins with the address: a member for machines, lines for a person. */
export async function sayOtherPublicUrl({ db }: Pick<Stores, 'db'>, config: Pick<Config, 'publicUrl'>) {
  const other = otherPublicUrl(config, await lastPublicUrl(db));
  if (other === undefined) return { json: {}, lines: [] };
  const warning = `PUBLIC_URL differs: ${other}.`;
  return { json: { warning: `${warning} ${SAME_SETTINGS}` }, lines: ['', `Careful: ${warning}`, SAME_SETTINGS] };
}
