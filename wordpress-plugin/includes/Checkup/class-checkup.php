<?php
declare( strict_types=1 );

namespace CoopCredentials\Checkup;

/**
 * The self-test: everything that has to be right between this site, its visitors and the service, each fault by name
 * and with its cure. It changes nothing.
 */
final class Checkup {

	public function __construct(
		private readonly Service_Checks $service,
		private readonly Gate_Checks $gates,
		private readonly Site_Checks $site,
		private readonly Cache_Check $cache,
	) {}

	/** @return list<Check> */
	public function run( int $now ): array {
		$service = $this->service->run( $now );
		$answers = array() === array_filter( $service, static fn ( Check $check ): bool => Check::BAD === $check->state );

		return array_values(
			array_filter(
				array(
					...$service,
					...( $answers ? array( $this->gates->run() ) : array() ),
					...$this->site->run( $now ),
					$this->cache->run(),
				)
			)
		);
	}
}
