/**
 * Verifies one recognition list in a process of its own, whose memory nothing else is in:
 * `node --expose-gc measured-list.ts FILE`, where FILE has `{anchor, now, files}`. Writes what it measured as JSON.
 */
import { readFileSync } from 'node:fs';
import { parseRecognitionList, shareList, updateList, viewList, type ListSource } from '../src/index.ts';
import { nativeVerification } from './verifiers.ts';
import { cpuOf } from './measure.ts';

interface Published {
  readonly anchor: string;
  readonly now: string;
  readonly files: Readonly<Record<string, unknown>>;
}

const collect = (globalThis as { gc?: () => void }).gc ?? (() => undefined);
const MIB = 1024 * 1024;
const held = () => {
  for (let round = 0; round < 4; round += 1) collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MIB;
};

const text = readFileSync(process.argv[2]!, 'utf8');
const { anchor, now, files } = JSON.parse(text) as Published;
const documents = new Map(Object.entries(files).map(([name, file]) => [name, JSON.stringify(file)]));
const read = (name: string): Promise<unknown> => Promise.resolve(JSON.parse(documents.get(name)!));
const source: ListSource = { freshness: () => read('fresh.json'), sequence: (seq) => read(`${seq}.json`) };

const verify = async () => {
  const { state, news } = await updateList(source, { anchor, now: new Date(now) });
  return { state, shared: shareList(state, news!.list) };
};

const before = held();
const rssBefore = process.memoryUsage.rss() / MIB;
const started = performance.now();
const cpuBefore = process.cpuUsage();
// What a service keeps of a list, and nothing else of it.
const kept = await verify();
const wall = performance.now() - started;
const { user, system } = process.cpuUsage(cpuBefore);
const peak = process.resourceUsage().maxRSS / 1024 - rssBefore;
// Shared memory is counted by nobody else. A view remembers a thousand entries besides, which come with the look-ups.
const { text: entries, offsets, slots, formerSlots } = kept.shared;
const shared = [entries, offsets, slots, formerSlots].reduce((sum, { byteLength }) => sum + byteLength, 0) / MIB;

const view = viewList(kept.shared);
const dids = Array.from({ length: view.count }, (_, position) => view.at(position).id);

// Again, warm: as a service does at each new sequence.
const warm: number[] = [];
for (let round = 0; round < 5; round += 1) warm.push(await cpuOf(1, verify));
const parsed = await cpuOf(3, async () => JSON.parse(documents.get('1.json')!));
const document = await read('1.json');
const typed = await cpuOf(3, () => parseRecognitionList(document));

const each = async (runs: number, run: (index: number) => unknown) => {
  let index = 0;
  return (await cpuOf(runs, () => run((index += 1)))) * 1_000;
};
const warmUp = (run: (index: number) => unknown) => each(200_000, run);
const known = (index: number) => view.find(dids[index % 100]!);
const seldom = (index: number) => view.find(dids[(index * 7_919) % dids.length]!);
const absent = (index: number) => view.find(`did:web:absent-${index % 1_000}.example`);
const lookUps: Record<string, number> = {};
for (const [name, run] of Object.entries({ known, seldom, absent })) {
  await warmUp(run);
  lookUps[name] = await each(400_000, run);
}
const nothing = await each(400_000, () => undefined);
const native = await cpuOf(200, nativeVerification());
const memory = held() - before + shared;
console.log(
  JSON.stringify({
    bytes: documents.get('1.json')!.length,
    first: { wall, cpu: (user + system) / 1_000 },
    warm: warm.toSorted((one, other) => one - other)[1],
    ...{ parsed, typed, native, memory, peak },
    lookUps: Object.fromEntries(Object.entries(lookUps).map(([name, microseconds]) => [name, microseconds - nothing])),
  }),
);
