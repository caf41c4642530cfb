<?php
declare( strict_types=1 );

namespace CoopCredentials\Shop;

use CoopCredentials\Gate\Contact;
use CoopCredentials\Gate\Gate_Mark;
use CoopCredentials\Grant\Grant;
use CoopCredentials\Rest\Routes;

/**
 * What basket and checkout show of our offers, the same for blocks and for classic pages.
 *
 * States: `ask` (show your membership), `known` (shown here before), `on`, `waiting` (this basket does not fit),
 * `off` (taken off by the shopper), `held` (an unpaid order has it), `stopped` (it could not be had).
 */
final class Panel {

	public function __construct(
		private readonly Offer_Store $offers,
		private readonly Entitlements $entitlements,
		private readonly Grant_Finder $grants,
		private readonly Basket $basket,
		private readonly Held_Use $held,
		private readonly Gate_Mark $mark,
	) {}

	/** @return list<array<string, mixed>> */
	public function offers(): array {
		return array_map( array( $this, 'offer' ), $this->offers->open() );
	}

	/** @return array<string, mixed> */
	private function offer( Offer $offer ): array {
		$grant   = $this->entitlements->grant( $offer );
		$problem = $this->entitlements->problem( $offer );
		$cart    = WC()->cart;

		if ( isset( $problem?->params['order'] ) ) {
			return $this->held( $offer, (int) $problem->params['order'] );
		}

		if ( null !== $problem ) {
			$words = Words::of( $problem );
			$ended = 'verification_ended' === $problem->problem_code;

			// Another membership may still have a use.
			return $this->said( $offer, $ended ? 'ask' : 'stopped', $words['what'] . ( $ended ? '' : ' ' . $words['next'] ) );
		}

		if ( null === $grant ) {
			return match ( true ) {
				$this->entitlements->knows( $offer ) => $this->said( $offer, 'ask', __( 'Your membership no longer counts here. Show it again to get the discount.', 'coop-credentials' ) ),
				null !== $this->grants->of_visitor( $offer->policy ) => $this->known( $offer ),
				default => $this->said( $offer, 'ask', '' ),
			};
		}

		if ( in_array( $offer->code, $cart->get_applied_coupons(), true ) ) {
			return $this->said( $offer, 'on', '', $grant );
		}

		return 'declined' === $this->entitlements->off( $offer )
			? $this->said( $offer, 'off', __( 'You have taken this discount off.', 'coop-credentials' ), $grant )
			: $this->said( $offer, 'waiting', $this->basket->hindrance( $offer, $cart ) ?? '', $grant );
	}

	/** @return array<string, mixed> */
	private function known( Offer $offer ): array {
		return $this->said( $offer, 'known', __( 'You have shown your membership here already.', 'coop-credentials' ) );
	}

	/** @return array<string, mixed> */
	private function held( Offer $offer, int $order_id ): array {
		$order = $this->held->order( $order_id, $offer );

		if ( null === $order ) {
			return $this->known( $offer ); // Paid for, cancelled or too old by now: “look again” tells.
		}

		return array(
			...$this->said(
				$offer,
				'held',
				/* translators: %s: number of an order. */
				sprintf( __( 'Your order %s, which is not paid yet, has this discount. Pay for that order, or cancel it to have the discount here.', 'coop-credentials' ), $order->get_order_number() )
			),
			'links' => array(
				array(
					/* translators: %s: number of an order. */
					'text' => sprintf( __( 'Pay for order %s', 'coop-credentials' ), $order->get_order_number() ),
					'url'  => $order->get_checkout_payment_url(),
				),
				array(
					/* translators: %s: number of an order. */
					'text' => sprintf( __( 'Cancel order %s', 'coop-credentials' ), $order->get_order_number() ),
					'url'  => $order->get_cancel_order_url_raw(),
				),
			),
		);
	}

	/** @return array<string, mixed> */
	private function said( Offer $offer, string $state, string $message, ?Grant $grant = null ): array {
		$mark    = $this->mark->of( $offer->policy );
		$contact = Contact::stored();

		return array(
			'id'       => $offer->id,
			'name'     => $offer->name,
			'code'     => $offer->code,
			'state'    => $state,
			'message'  => $message,
			// The attributes of <coop-credential-request>.
			'element'  => array(
				'start-url'     => Routes::url( 'start', $mark ),
				'collect-url'   => Routes::url( 'collect', $mark ),
				'forget-url'    => Routes::url( 'forget', $mark ),
				'locale'        => get_bloginfo( 'language' ),
				'heading-level' => '3',
				'who'           => __( 'For members of co-ops that this shop recognises.', 'coop-credentials' ),
				...( '' === $contact ? array() : array( 'contact' => $contact ) ),
				...( null === $grant ? array() : array( 'grant' => (string) wp_json_encode( $this->grant( $offer, $grant, $state ) ) ) ),
			),
		);
	}

	/** @return array<string, mixed> As the element reads it. */
	private function grant( Offer $offer, Grant $grant, string $state ): array {
		return array(
			'until'  => $grant->until(),
			'reason' => $grant->reason,
			'opened' => 'on' === $state
				/* translators: %s: name of an offer. */
				? array( 'title' => sprintf( __( '“%s” is taken off the total.', 'coop-credentials' ), $offer->name ) )
				/* translators: %s: name of an offer. */
				: array( 'title' => sprintf( __( 'You may have “%s”.', 'coop-credentials' ), $offer->name ) ),
		);
	}
}
