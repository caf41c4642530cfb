<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

use CoopCredentials\Grant\Grant;
use CoopCredentials\Problem\Problem;
use CoopCredentials\Visit\Account;

/**
 * What this shopper may have, in WooCommerce's own session, so that it goes with the basket: for guests, accounts and
 * whoever comes with a cart token. The session only names the verification; whether it still holds is read each time.
 */
final class Entitlements {

	private const KEY = 'coop_credentials_offers';

	/** @var array<string, Grant|null> */
	private array $read = array();

	public function __construct( private readonly Grant_Finder $grants ) {}

	/** Whether there is anything at all; costs no query. */
	public function is_empty(): bool {
		return array() === $this->stored();
	}

	public function knows( Offer $offer ): bool {
		return isset( $this->stored()[ $offer->id ] );
	}

	/** The grant that entitles this shopper to the offer now. */
	public function grant( Offer $offer ): ?Grant {
		$verification = $this->stored()[ $offer->id ]['verification'] ?? null;

		if ( ! is_string( $verification ) || ! $offer->enabled ) {
			return null;
		}

		$this->read[ $verification ] ??= $this->grants->live( $verification );
		$grant                         = $this->read[ $verification ];

		return null !== $grant && $grant->policy === $offer->policy && $this->is_theirs( $offer, $grant ) ? $grant : null;
	}

	/**
	 * WooCommerce takes a guest's session along into any account that the browser is logged in to, also by another's
	 * doing, and copies sessions. So an account has what it holds itself or what this browser holds; only a guest has
	 * what was given in this very session, which a cart token may be all there is of.
	 */
	private function is_theirs( Offer $offer, Grant $grant ): bool {
		$customer = self::customer();

		return $this->grants->is_of_visitor( $grant )
			|| ( ctype_digit( $customer ) ? Account::hash( (int) $customer ) === $grant->visitor : ( $this->stored()[ $offer->id ]['session'] ?? null ) === $customer );
	}

	/** The number of an account, or what WooCommerce calls a guest. */
	private static function customer(): string {
		return (string) WC()->session?->get_customer_id();
	}

	/** Before an order is placed what was read for the page does not do. */
	public function read_again(): void {
		$this->read = array();
	}

	public function give( Offer $offer, Grant $grant ): void {
		$this->read[ $grant->verification_id ] = $grant;
		$this->store(
			$offer,
			array(
				'verification' => $grant->verification_id,
				'session'      => self::customer(),
			)
		);
	}

	public function take( Offer $offer ): void {
		$stored = $this->stored();
		unset( $stored[ $offer->id ] );
		$this->write( $stored );
	}

	/** The shopper took the discount off; it stays off until they ask for it. */
	public function decline( Offer $offer ): void {
		$this->store( $offer, array( 'off' => 'declined' ) + ( $this->stored()[ $offer->id ] ?? array() ) );
	}

	/** It could not be had; it stays off until the shopper asks again. */
	public function stop( Offer $offer, Problem $problem ): void {
		$this->store(
			$offer,
			array(
				'off'    => $problem->problem_code,
				'params' => $problem->params,
			) + ( $this->stored()[ $offer->id ] ?? array() )
		);
	}

	/** Why it is off: `declined`, the code of a problem, or null when it is on. */
	public function off( Offer $offer ): ?string {
		return $this->stored()[ $offer->id ]['off'] ?? null;
	}

	public function problem( Offer $offer ): ?Problem {
		$off = $this->off( $offer );

		return null === $off || 'declined' === $off ? null : new Problem( $off, 0, $this->stored()[ $offer->id ]['params'] ?? array() );
	}

	/** @return array<int, array<string, mixed>> By the offer's id. */
	private function stored(): array {
		$stored = function_exists( 'WC' ) ? WC()->session?->get( self::KEY ) : null;

		return is_array( $stored ) ? $stored : array();
	}

	/** @param array<string, mixed> $what */
	private function store( Offer $offer, array $what ): void {
		$this->write( array( $offer->id => $what ) + $this->stored() );
	}

	/** @param array<int, array<string, mixed>> $stored */
	private function write( array $stored ): void {
		WC()->session?->set( self::KEY, array() === $stored ? null : $stored );
	}
}
