import { generateKeyPair, didKeySigner, signingKeyFrom, type Signer } from '@coop-credentials/core/profile';
import type { Card } from './card.ts';

/**
 * What the wallet keeps, in this browser only: one key that no script can read, and the cards.
 * A second browser, such as a phone’s, has a vault of its own.
 */
const opening = new Promise<IDBDatabase>((resolve, reject) => {
  const request = indexedDB.open('pocket', 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('keys');
    request.result.createObjectStore('cards', { keyPath: 'id' });
  };
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(new Error('This browser does not let the wallet keep anything.'));
});

async function run<T>(
  store: 'keys' | 'cards',
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
) {
  const request = act((await opening).transaction(store, mode).objectStore(store));
  return new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The wallet could not be read.'));
  });
}

/** The wallet's own key under its `did:key`, made at the first use. */
export async function ownSigner(): Promise<Signer> {
  const kept = (await run('keys', 'readonly', (keys) => keys.get('own'))) as CryptoKeyPair | undefined;
  const pair = kept ?? (await generateKeyPair());
  if (!kept) await run('keys', 'readwrite', (keys) => keys.put(pair, 'own'));
  return didKeySigner(await signingKeyFrom(pair));
}

/**
 * Throws cards away that an earlier start of the demo gave: its co-ops make new keys each time, so nobody could
 * verify them any more. A wallet in real life keeps what it has.
 * @returns whether cards were thrown away and none has been kept since
 */
export async function keepOnlyCardsOf(start: string): Promise<boolean> {
  const known: unknown = await run('keys', 'readonly', (keys) => keys.get('start'));
  if (known !== start) {
    const lost = (await keptCards()).length > 0;
    await run('cards', 'readwrite', (cards) => cards.clear());
    await run('keys', 'readwrite', (keys) => keys.put(start, 'start'));
    if (lost) await run('keys', 'readwrite', (keys) => keys.put(true, 'emptied'));
  }
  return (await run('keys', 'readonly', (keys) => keys.get('emptied'))) === true;
}

/** The cards, in the order in which they were added. */
export async function keptCards(): Promise<readonly Card[]> {
  const cards: readonly Card[] = await run('cards', 'readonly', (store) => store.getAll());
  return cards.toSorted((one, other) => one.addedAt - other.addedAt);
}
export async function keepCard(card: Card): Promise<void> {
  await run('cards', 'readwrite', (cards) => cards.put(card));
  await run('keys', 'readwrite', (keys) => keys.delete('emptied'));
}
export const removeCard = (id: string): Promise<unknown> => run('cards', 'readwrite', (cards) => cards.delete(id));
