import { startProcess } from '../../test/bed/command-line.ts';
import { runningAt } from '../kills.ts';
import { SITE_URL, type Recording } from './record.ts';

/**
 * Starts the real service on what a power cut left, lets the site in with the key that it was told of, and uses the
 * offer once more: what is written after the cut must not stand on what was not there.
 */
export async function startAgain(recording: Recording, folder: string, cut: number): Promise<readonly string[]> {
  const { said, answered, environmentAt, offered } = recording;
  const told = said.filter(({ mark }) => answered.get(mark)! <= cut).map(({ name }) => name);
  const environment = environmentAt(folder);
  await using service = await startProcess(environment);
  const key = told.findLast((name) => name.startsWith('key '))?.slice('key '.length);
  if (key === undefined) return [];
  const { site } = runningAt({ siteUrl: SITE_URL, key, environment }, service.url);
  const self = await site.call('GET', '/site');
  if (self.status !== 200) return [`the site’s key: ${self.status} ${self.body.code}`];

  const verificationId = offered.find((id) => told.includes(`verification ${id}`));
  if (verificationId === undefined) return [];
  const reservation = { verificationId, idempotencyKey: 'after the cut', ttl: null };
  const { status, body } = await site.call('POST', '/redemptions', reservation);
  return status === 201 || body.code === 'limit_reached' ? [] : [`a use after it: ${status} ${body.code}`];
}
