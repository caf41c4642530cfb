import type { ProblemSource } from './problem-source.ts';

/**
 * The words as PHP. Every sentence is a literal argument of `__()`, because WordPress extracts texts for
 * translation without running anything; the `match` translates only the one that is asked for.
 */
export function problemWordsPhp(problems: readonly ProblemSource[]): string {
  const arms = problems.map(
    ({ code, title, what, next, status, retryable }) => `			${string(code)} => array(
				'title'     => ${translated(title)},
				'what'      => ${translated(what)},
				'next'      => ${translated(next)},
				'status'    => ${status},
				'retryable' => ${retryable},
			),`,
  );
  return `<?php
/**
 * Generated from core/problems.json and core/messages/en.json by \`npm run generate\`. Do not edit.
 *
 * @package CoopCredentials
 */

declare( strict_types=1 );

namespace CoopCredentials\\Generated;

/**
 * The words for every problem code: what happened and what to do next.
 */
final class Problem_Words {

	/**
	 * The words of a code, translated. Names in braces are parameters of the problem.
	 *
	 * @return array{title: string, what: string, next: string, status: int, retryable: bool}|null Null for a code of a later version.
	 */
	public static function of( string $code ): ?array {
		return match ( $code ) {
${arms.join('\n')}
			default => null,
		};
	}

	/**
	 * Every code, in the order of the table.
	 *
	 * @return list<string>
	 */
	public static function codes(): array {
		return array(
${problems.map(({ code }) => `			${string(code)},`).join('\n')}
		);
	}
}
`;
}

const string = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const translated = (text: string): string => `__( ${string(text)}, 'coop-credentials' )`;
