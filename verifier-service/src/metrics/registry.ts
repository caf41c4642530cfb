/** Values of a metric's labels: words of a small, fixed set each, never an id, an address or anybody's words. */
export type Labels<Name extends string> = Readonly<Record<Name, string>>;

export interface Counter<Name extends string = never> {
  readonly add: (labels: Labels<Name>, by?: number) => void;
}

export interface Histogram<Name extends string = never> {
  /** @param seconds what was measured */
  readonly observe: (labels: Labels<Name>, seconds: number) => void;
}

/** What a gauge shows when it is asked. */
export type Samples<Name extends string> = readonly (readonly [labels: Labels<Name>, value: number])[];

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly lines: () => readonly string[] | Promise<readonly string[]>;
}

export type Registry = ReturnType<typeof createRegistry>;

/** From what a fast presentation takes to the longest that one may. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 12];

/**
 * Counters, gauges and histograms, told in the text format of Prometheus 0.0.4. By hand: it is a page of code, and the
 * library for it has not been released since 2024.
 */
export function createRegistry() {
  const metrics: Metric[] = [];

  return {
    /** @param from labels that are there at 0 from the start: a rise from nothing is no rise to Prometheus */
    counter: <Name extends string = never>(
      name: string,
      help: string,
      from: readonly Labels<Name>[] = [],
    ): Counter<Name> => {
      const values = new Map(from.map((labels) => [written(labels), 0]));
      const lines = () => [...values].map(([labels, value]) => line(name, labels, value));
      metrics.push({ name, help, type: 'counter', lines });
      return {
        add: (labels, by = 1) => {
          const key = written(labels);
          values.set(key, (values.get(key) ?? 0) + by);
        },
      };
    },

    /** @param read called at each scrape; where it fails, the metric has no value and the others have theirs */
    gauge: <Name extends string = never>(
      name: string,
      help: string,
      read: () => Samples<Name> | Promise<Samples<Name>>,
      type: 'gauge' | 'counter' = 'gauge',
    ): void => {
      const lines = async () => (await read()).map(([labels, value]) => line(name, written(labels), value));
      metrics.push({ name, help, type, lines });
    },

    /** @param from as of a counter */
    histogram: <Name extends string = never>(
      name: string,
      help: string,
      {
        bounds = SECONDS,
        from = [],
      }: { readonly bounds?: readonly number[]; readonly from?: readonly Labels<Name>[] } = {},
    ): Histogram<Name> => {
      const none = () => ({ counts: Array<number>(bounds.length + 1).fill(0), sum: 0 });
      const series = new Map(from.map((labels) => [written(labels), none()]));
      const lines = () => [...series].flatMap(([labels, { counts, sum }]) => told(name, labels, bounds, counts, sum));
      metrics.push({ name, help, type: 'histogram', lines });
      return {
        observe: (labels, seconds) => {
          const key = written(labels);
          const one = series.get(key) ?? none();
          series.set(key, one);
          const bucket = bounds.findIndex((bound) => seconds <= bound);
          one.counts[bucket < 0 ? bounds.length : bucket]! += 1;
          one.sum += seconds;
        },
      };
    },

    names: (): readonly string[] => metrics.map(({ name }) => name),

    render: async (): Promise<string> => {
      const parts = await Promise.all(
        metrics.map(async ({ name, help, type, lines }) => {
          const found = await Promise.resolve(lines()).catch(() => []);
          return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...found];
        }),
      );
      return `${parts.flat().join('\n')}\n`;
    },
  };
}

/** A histogram's buckets, each with all that are below it. */
function told(name: string, labels: string, bounds: readonly number[], counts: readonly number[], sum: number) {
  let below = 0;
  const buckets = counts.map((count, index) => {
    below += count;
    const bound = `le="${bounds[index] ?? '+Inf'}"`;
    return line(`${name}_bucket`, labels === '' ? bound : `${labels},${bound}`, below);
  });
  return [...buckets, line(`${name}_sum`, labels, sum), line(`${name}_count`, labels, below)];
}

const line = (name: string, labels: string, value: number) => `${name}${labels && `{${labels}}`} ${value}`;

/** `a="b",c="d"` */
function written(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${value.replace(/[\\"\n]/g, (sign) => (sign === '\n' ? '\\n' : `\\${sign}`))}"`)
    .join(',');
}
