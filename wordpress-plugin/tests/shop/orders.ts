import { wpEval } from '../bed/wp-eval.ts';
import type { Shop } from './start-shop.ts';

export interface Order {
  readonly id: number;
  readonly key: string;
  readonly status: string;
  readonly total: number;
  readonly tax: number;
  readonly taxes: Readonly<Record<string, number>>;
  readonly coupons: readonly string[];
  readonly notes: readonly string[];
  readonly said: unknown;
  readonly meta: string;
}

/** Reads an order anew, as WooCommerce has it in its tables. */
export const orderOf = (shop: Shop, id: number): Order =>
  wpEval(
    shop,
    `$order = wc_get_order( ${id} );
    if ( ! $order ) { return null; }
    $taxes = array();
    foreach ( $order->get_tax_totals() as $tax ) { $taxes[ $tax->label ] = round( (float) $tax->amount, 2 ); }
    return array( 'id' => $order->get_id(), 'key' => $order->get_order_key(), 'status' => $order->get_status(), 'total' => (float) $order->get_total(),
      'tax' => (float) $order->get_total_tax(), 'taxes' => $taxes,
      'coupons' => $order->get_coupon_codes(), 'notes' => array_map( fn ( $note ) => $note->content, wc_get_order_notes( array( 'order_id' => $order->get_id() ) ) ),
      'said' => $order->get_meta( '_coop_credentials_discounts' ), 'meta' => wp_json_encode( array_map( fn ( $meta ) => $meta->get_data(), $order->get_meta_data() ) ) );`,
  ) as Order;

export const setStatus = (shop: Shop, id: number, status: string): unknown =>
  wpEval(shop, `return wc_get_order( ${id} )->update_status( '${status}' );`);

export const refundAll = (shop: Shop, id: number): unknown =>
  wpEval(
    shop,
    `$order = wc_get_order( ${id} ); $refund = wc_create_refund( array( 'order_id' => ${id}, 'amount' => $order->get_total() ) ); return is_wp_error( $refund ) ? $refund->get_error_message() : true;`,
  );

export const countOrders = (shop: Shop): number =>
  Number(
    wpEval(shop, `return count( wc_get_orders( array( 'limit' => -1, 'return' => 'ids', 'status' => 'any' ) ) );`),
  );

export interface Redemption {
  readonly state: string;
  readonly redemption_id: string;
}

/** The newest use that an order stands on. */
export const redemptionOf = (shop: Shop, order: number): Redemption =>
  wpEval(
    shop,
    `global $wpdb; return $wpdb->get_row( $wpdb->prepare( 'SELECT * FROM %i WHERE order_id = %d ORDER BY id DESC', CoopCredentials\\Plugin::instance()->tables->redemptions(), ${order} ) );`,
  ) as Redemption;
