<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use CoopCredentials\Grant\Event_Log;
use CoopCredentials\Grant\Grant_Store;
use CoopCredentials\Schema\Tables;
use CoopCredentials\Seal\Seal_Module;
use CoopCredentials\Visit\Account_Moves;
use CoopCredentials\Visit\Held_Grants;
use CoopCredentials\Visit\Visitor;
use CoopCredentials\Visit\Visitor_Cookie;
use wpdb;

use const CoopCredentials\PLUGIN_FILE;

/**
 * Puts gates wherever they can stand, with what keeps the words behind them from every other way out.
 */
final class Gate_Module {

	public readonly Gate_Block $block;

	public function __construct(
		private readonly wpdb $db,
		private readonly Tables $tables,
		private readonly Grant_Store $grants,
		private readonly Event_Log $log,
		private readonly Visitor_Cookie $cookie,
		private readonly Visitor $visitor,
		private readonly Gate_Mark $mark,
	) {}

	public function hook( string $build_folder ): self {
		$page   = new Private_Page( $this->visitor );
		$moves  = new Account_Moves( $this->cookie, $this->grants, $this->log );
		$markup = new Gate_Markup( $this->mark, Contact::stored() );
		$words  = new Gate_Words( $this->db, $this->tables->gates() );
		$keeper = new Gate_Keeper( $page, new Held_Grants( $page, $this->grants ), $markup, $words, new Preview() );
		$assets = new Front_Assets();
		$gates  = new Post_Gates( new Term_Gates() );
		$whole  = new Whole_Post( $gates, $keeper, $markup, $words, $assets );
		$seal   = ( new Seal_Module( $this->db ) )->hook();

		$page->hook();
		$moves->hook();
		$gates->hook();
		$whole->hook();
		( new Comments_Guard( $gates, $whole ) )->hook();
		( new Gate_Shortcode( $keeper, $assets ) )->hook();
		( new Search_Guard( $this->db->posts, static fn (): string => $gates->sql() ) )->hook();
		( new Excerpt_Guard( static fn ( int $id ): bool => $whole->is_locked( get_post( $id ) ) ) )->hook();
		( new Shop_Page_Guard( $whole ) )->hook();
		( new Cut_Guard() )->hook();
		( new Links_Guard( $gates ) )->hook();
		( new Footnotes_Guard( $keeper, $whole, $seal->parts ) )->hook();
		is_admin() && ( new Term_Screen( $this->db, $this->tables->gates() ) )->hook();
		is_admin() && ( new Deactivation_Note( $gates ) )->hook( PLUGIN_FILE );

		$this->block = new Gate_Block( $keeper, $seal->parts );
		$this->block->register( $build_folder );

		return $this;
	}
}
