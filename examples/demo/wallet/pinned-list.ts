import {
  clockAfter,
  createListFetch,
  renewShared,
  shareList,
  tellSites,
  updateList,
  VerificationError,
  type ListFetch,
  type ListSource,
  type ListState,
  type SharedList,
  type ToldSites,
} from '@coop-credentials/core';

/** Between two looks, in milliseconds; in real life, a quarter of an hour. */
const lookEvery = 250;

/** A list that the wallet's makers trust: where it is, and by which anchor they know that it is the right one. */
export interface WalletPin {
  readonly url: string;
  readonly anchor: string;
}

/**
 * The sites of a list that the wallet pinned, verified here. Its pages get all of them, and look up themselves who asks, so
 * that nobody learns where a membership is shown.
 */
export function pinnedList(
  { url, anchor }: WalletPin,
  fetchList: ListFetch = createListFetch({ insecureHosts: [new URL(url).host] }),
) {
  const read = async (name: string): Promise<unknown> => {
    const file = await fetchList(`${url}/${name}.json`);
    return file === 'unchanged' ? undefined : file.document;
  };
  const source: ListSource = { freshness: () => read('fresh'), sequence: (seq) => read(String(seq)) };
  let held: { readonly state: ListState; readonly shared: SharedList } | undefined;
  let lookedAt = 0;
  let looking: Promise<void> = Promise.resolve();

  /** Whatever goes wrong, what was verified before stays, and grows old. */
  async function look(): Promise<void> {
    const now = new Date();
    if (now.getTime() < lookedAt + lookEvery) return;
    lookedAt = now.getTime();
    try {
      const { state, news } = await updateList(source, { anchor, known: held?.state, now });
      held = { state, shared: news || !held ? shareList(state, news!.list) : renewShared(held.shared, state) };
    } catch (error) {
      if (!(error instanceof VerificationError)) throw error;
      if (!held) return;
      const state = { ...held.state, clock: clockAfter(held.state, now) };
      held = { state, shared: renewShared(held.shared, state) };
    }
  }

  return async (): Promise<readonly ToldSites[]> => {
    // Whoever asked before was told of their own failure.
    await (looking = looking.catch(() => undefined).then(look));
    return held ? [tellSites(held.shared)] : [];
  };
}
