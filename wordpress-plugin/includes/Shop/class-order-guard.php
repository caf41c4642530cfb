<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

use CoopCredentials\Grant\Grant;
use CoopCredentials\Problem\Problem;
use WC_Order;

/**
 * No order keeps a discount of ours without a use that the service has reserved for it, whichever way it is made.
 */
final class Order_Guard {

	/** What is said on the order: whose membership it was, by the names this site trusts, and never a claim. */
	public const META = '_coop_credentials_discounts';

	public function __construct(
		private readonly Offer_Store $offers,
		private readonly Entitlements $entitlements,
		private readonly Grant_Finder $grants,
		private readonly Ledger $ledger,
	) {}

	/** @return list<Offer> Whose coupons are on the order. */
	public function offers_of( WC_Order $order ): array {
		$codes = array_map( 'strval', $order->get_coupon_codes() );

		return array_values( array_filter( array_map( array( $this->offers, 'by_code' ), $codes ) ) );
	}

	/**
	 * Reserves what the order's discounts need, and takes off those that cannot be had.
	 *
	 * @param bool $is_shopper Whether the session of this request is the customer's own.
	 * @return list<Lost_Offer> What was taken off, and why.
	 */
	public function hold( WC_Order $order, bool $is_shopper ): array {
		$lost = array();
		$is_shopper && $this->entitlements->read_again();

		foreach ( $this->offers_of( $order ) as $offer ) {
			try {
				$this->reserve( $order, $offer, $is_shopper );
			} catch ( Problem $problem ) {
				$this->take_off( $order, $offer, $problem );
				$lost[] = new Lost_Offer( $offer, $problem );
			}
		}

		return $lost;
	}

	/**
	 * @throws Problem When there is no reservation.
	 */
	public function reserve( WC_Order $order, Offer $offer, bool $is_shopper ): void {
		$latest = $this->ledger->latest( $order->get_id(), $offer->id );

		if ( Redemption::COMMITTED === $latest?->state ) {
			return;
		}

		$grant = ( $is_shopper ? $this->entitlements->grant( $offer ) : null )
			?? ( null === $latest ? null : $this->grants->live_for( $offer->policy, $latest->verification_id ) )
			?? $this->grants->of_customer( $offer->policy, (int) $order->get_customer_id() )
			?? throw new Problem( 'verification_ended', 409 );

		$this->ledger->reserve( $order->get_id(), $order->get_order_key(), $offer, $grant->verification_id );
		$this->say_why( $order, $offer, $grant );
	}

	private function take_off( WC_Order $order, Offer $offer, Problem $problem ): void {
		$latest = $this->ledger->latest( $order->get_id(), $offer->id );
		null !== $latest && $latest->is_open() && $this->ledger->settle( $latest, 'release' );

		// The Store API writes the basket onto its draft only where these say that it has changed; now the draft has.
		$order->set_cart_hash( '' );
		$order->delete_meta_data( '_coupons_hash' );
		$order->delete_meta_data( '_taxes_hash' );
		$order->remove_coupon( $offer->code );
		$said = $order->get_meta( self::META );

		if ( is_array( $said ) ) {
			unset( $said[ $offer->id ] );
			$order->update_meta_data( self::META, $said );
			$order->save_meta_data();
		}

		$words = Words::of( $problem );
		/* translators: 1: name of an offer, 2: why, in a sentence. */
		$order->add_order_note( sprintf( __( '“%1$s” was taken off this order. %2$s', 'coop-credentials' ), $offer->name, $words['what'] ) );
	}

	private function say_why( WC_Order $order, Offer $offer, Grant $grant ): void {
		$said = $order->get_meta( self::META );
		$said = is_array( $said ) ? $said : array();

		if ( ( $said[ $offer->id ]['verification'] ?? '' ) === $grant->verification_id ) {
			return;
		}

		$said[ $offer->id ] = array(
			'offer'        => $offer->name,
			'policy'       => $offer->policy,
			'reason'       => $grant->reason,
			'issuer'       => $grant->issuer,
			'issuerName'   => $grant->issuer_name,
			'verification' => $grant->verification_id,
		);
		$order->update_meta_data( self::META, $said );
		$order->save_meta_data();
		$order->add_order_note(
			sprintf(
				/* translators: 1: name of an offer, 2: name of a co-op, 3: why its members are welcome, in a sentence. */
				__( '“%1$s” for a member of %2$s. %3$s', 'coop-credentials' ),
				$offer->name,
				'' === $grant->issuer_name ? $grant->issuer : $grant->issuer_name,
				$grant->reason
			)
		);
	}
}
