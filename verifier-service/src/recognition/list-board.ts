import { viewList, type ListView, type RecognitionLists, type SharedList } from '@coop-credentials/core';

/** What this process has of each list that it follows, by name; `unavailable` before it has anything. */
export type BoardLists = ReadonlyMap<string, SharedList | 'unavailable'>;

/** Where everybody in the process looks lists up, and is told of new ones: the main thread and those that verify. */
export interface ListBoard {
  readonly lists: RecognitionLists;
  readonly shared: () => BoardLists;
  readonly set: (lists: BoardLists) => void;
  readonly onChange: (listener: (lists: BoardLists) => void) => void;
}

export function createListBoard(): ListBoard {
  let shared: BoardLists = new Map();
  let views: ReadonlyMap<string, ListView | 'unavailable'> = new Map();
  const listeners: ((lists: BoardLists) => void)[] = [];
  return {
    lists: (name) => views.get(name),
    shared: () => shared,
    set: (lists) => {
      shared = lists;
      views = viewAll(lists);
      for (const listener of listeners) listener(lists);
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

export const viewAll = (lists: BoardLists): ReadonlyMap<string, ListView | 'unavailable'> =>
  new Map([...lists].map(([name, list]) => [name, list === 'unavailable' ? list : viewList(list)]));
