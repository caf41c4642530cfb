import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bed } from './bed.ts';

/** Says at the end of a page what it took, and leaves the plugin out for who asks. */
const meter = `<?php
if ( ! isset( $_SERVER['HTTP_X_METER'] ) ) {
	return;
}
function coop_processor_time() {
	$used = getrusage();
	return 1000 * ( $used['ru_utime.tv_sec'] + $used['ru_stime.tv_sec'] ) + ( $used['ru_utime.tv_usec'] + $used['ru_stime.tv_usec'] ) / 1000;
}
$GLOBALS['coop_started'] = coop_processor_time();
$GLOBALS['coop_requests'] = 0;
add_filter( 'pre_http_request', function ( $answer ) { ++$GLOBALS['coop_requests']; return $answer; } );
if ( isset( $_SERVER['HTTP_X_WITHOUT_PLUGIN'] ) ) {
	add_filter( 'option_active_plugins', function ( $plugins ) { return array_diff( $plugins, array( 'coop-credentials/coop-credentials.php' ) ); } );
}
add_action( 'shutdown', function () {
	printf( '<!-- took %d %d %.3f -->', $GLOBALS['wpdb']->num_queries, $GLOBALS['coop_requests'], coop_processor_time() - $GLOBALS['coop_started'] );
}, 1 );`;

export interface Cost {
  readonly queries: number;
  /** Calls of WordPress to other servers. */
  readonly requests: number;
  readonly bytes: number;
  /** Of the processor, in PHP after WordPress' own start. */
  readonly milliseconds: number;
}

export interface Meter {
  /** The medians of several loads without the plugin and with it, by turns. */
  compare(path: string, headers: Record<string, string>, loads: number): Promise<{ bare: Cost; full: Cost }>;
  remove(): void;
}

const without = { 'x-without-plugin': '1' };

export function startMeter({ url, root }: Bed): Meter {
  const folder = join(root, 'wp-content/mu-plugins');
  const file = join(folder, 'cost.php');
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, meter);
  const load = async (path: string, headers: Record<string, string>): Promise<Cost> => {
    const text = await (await fetch(new URL(path, url), { headers: { ...headers, 'x-meter': '1' } })).text();
    const [, queries, requests, milliseconds] = /<!-- took (\d+) (\d+) ([\d.]+) -->$/.exec(text) ?? [];
    if (queries === undefined) throw new Error(`${path} did not say what it took`);
    return {
      queries: Number(queries),
      requests: Number(requests),
      bytes: Buffer.byteLength(text.replace(/<!-- took .*$/, '').replace(/\/\/\d\.gravatar\.com/g, '//gravatar.com')),
      milliseconds: Number(milliseconds),
    };
  };
  return {
    async compare(path, headers, loads) {
      const bare: Cost[] = [];
      const full: Cost[] = [];
      for (let i = 0; i < loads; i++) {
        bare.push(await load(path, { ...headers, ...without }));
        full.push(await load(path, headers));
      }
      return { bare: median(bare), full: median(full) };
    },
    remove() {
      rmSync(file);
    },
  };
}

const median = (costs: readonly Cost[]): Cost =>
  costs.toSorted((one, other) => one.milliseconds - other.milliseconds)[Math.floor(costs.length / 2)] as Cost;
