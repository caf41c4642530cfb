<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

use CoopCredentials\Admin\Admin_Page;

/**
 * An offer is a place where a gate stands: with its gate gone, nobody would get it any more.
 */
final class Offer_Uses {

	public function __construct( private readonly Offer_Store $offers ) {}

	public function hook(): void {
		add_filter( 'coop_credentials_gate_uses', array( $this, 'add' ), 10, 2 );
	}

	/**
	 * @param list<array{title: string, editUrl: string}> $uses
	 * @return list<array{title: string, editUrl: string}>
	 */
	public function add( array $uses, string $policy ): array {
		foreach ( $this->offers->all() as $offer ) {
			if ( $offer->policy === $policy ) {
				$uses[] = array(
					/* translators: %s: name of a discount. */
					'title'   => sprintf( __( 'Offer: %s', 'coop-credentials' ), $offer->name ),
					'editUrl' => Admin_Page::url( 'offers' ),
				);
			}
		}

		return $uses;
	}
}
