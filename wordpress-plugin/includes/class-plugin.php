<?php
declare( strict_types=1 );

namespace CoopCredentials;

use CoopCredentials\Admin\Admin_Module;
use CoopCredentials\Cli\Command;
use CoopCredentials\Cli\Purge;
use CoopCredentials\Feed\Changes_Feed;
use CoopCredentials\Feed\Feed_Module;
use CoopCredentials\Feed\Taking_Back;
use CoopCredentials\Gate\Gate_Block;
use CoopCredentials\Gate\Gate_Mark;
use CoopCredentials\Gate\Gate_Module;
use CoopCredentials\Gate\Gate_Store;
use CoopCredentials\Gate\Raw_Content_Guard;
use CoopCredentials\Gate\Term_Gates;
use CoopCredentials\Grant\Event_Log;
use CoopCredentials\Grant\Grant_List;
use CoopCredentials\Grant\Grant_Store;
use CoopCredentials\Health\Site_Health;
use CoopCredentials\Outbox\Outbox_Module;
use CoopCredentials\Outbox\Schedule;
use CoopCredentials\Privacy\Personal_Data;
use CoopCredentials\Privacy\Privacy_Module;
use CoopCredentials\Request\Request_Store;
use CoopCredentials\Rest\Admin_Rest;
use CoopCredentials\Rest\Collect_Call;
use CoopCredentials\Rest\Doorkeeper;
use CoopCredentials\Rest\Forget_Call;
use CoopCredentials\Rest\Routes;
use CoopCredentials\Rest\Start_Call;
use CoopCredentials\Schema\Capability;
use CoopCredentials\Schema\Network;
use CoopCredentials\Schema\Tables;
use CoopCredentials\Shop\Shop_Module;
use CoopCredentials\Verifier\Connection_Settings;
use CoopCredentials\Verifier\Secret_Box;
use CoopCredentials\Verifier\Site_Api;
use CoopCredentials\Visit\Account;
use CoopCredentials\Visit\Rate_Limit;
use CoopCredentials\Visit\Visitor;
use CoopCredentials\Visit\Visitor_Cookie;
use CoopCredentials\Welcome\List_Memory;
use CoopCredentials\Welcome\Welcome_Block;

/**
 * Wires the parts together and hangs them on WordPress. Nothing here runs a query.
 */
final class Plugin {

	private static ?self $instance = null;

	public readonly Tables $tables;

	private ?Gate_Block $block = null;

	private ?Welcome_Block $welcome = null;

	private function __construct() {
		global $wpdb;

		$this->tables = new Tables( $wpdb );
	}

	public static function instance(): self {
		return self::$instance ??= new self();
	}

	public function install(): void {
		$this->tables->install();
		Capability::give();
		( new Term_Gates() )->write_index();
	}

	/** Switched off: nothing of ours runs by the clock any more. */
	public function rest( bool $at_each_site ): void {
		$clear = static function (): void {
			Feed_Module::clear();
			Schedule::clear();
		};

		$at_each_site ? Network::at_each_site( $clear ) : $clear();
	}

	public function hook(): void {
		add_action( 'init', array( $this, 'start' ) );
		Shop_Module::declare_compatibility();
		( new Raw_Content_Guard() )->hook(); // Before core registers its blocks.
	}

	public function start(): void {
		global $wpdb;

		if ( $this->tables->are_old() ) {
			$this->install();
		}

		$cookie   = Visitor_Cookie::for_this_site();
		$grants   = new Grant_Store( $wpdb, $this->tables->grants() );
		$requests = new Request_Store( $wpdb, $this->tables->requests() );
		$settings = new Connection_Settings( new Secret_Box( wp_salt( 'secure_auth' ) ) );
		$service  = new Site_Api( $settings );
		$outbox   = ( new Outbox_Module( $wpdb, $this->tables->outbox(), $service ) )->hook()->outbox;
		$mark     = new Gate_Mark( wp_salt( 'nonce' ) );
		$log      = new Event_Log( $wpdb, $this->tables->events() );
		$visitor  = new Visitor( $cookie, new Account() );
		$feed     = new Changes_Feed( $service, new Taking_Back( $wpdb, $this->tables->grants(), $grants, $log ) );

		( new Feed_Module( $feed, $settings, $grants, $requests, $log ) )->hook();
		( new Network( $wpdb ) )->hook();
		( new Front_Scripts() )->register();
		$this->block = ( new Gate_Module( $wpdb, $this->tables, $grants, $log, $cookie, $visitor, $mark ) )->hook( dirname( PLUGIN_FILE ) . '/build' )->block;

		( new Shop_Module( $wpdb, $this->tables, $service, $outbox, $grants, $visitor->hashes( ... ), $mark ) )->hook();

		add_action(
			'rest_api_init',
			static function () use ( $mark, $service, $requests, $grants, $cookie, $visitor, $log, $outbox ): void {
				( new Routes(
					new Doorkeeper( $mark, new Rate_Limit() ),
					new Start_Call( $service, $requests, $grants, $cookie ),
					new Collect_Call( $service, $requests, $grants, $cookie, $visitor, $log ),
					new Forget_Call( $requests, $grants, $cookie, $visitor, $log, $outbox )
				) )->register();
			}
		);

		$admin = ( new Admin_Rest( $wpdb, $this->tables, $settings, $service, $requests ) )->hook();
		$gates = new Gate_Store( $wpdb, $this->tables->gates() );
		$this->welcome = new Welcome_Block( $gates, new List_Memory( $service, $settings ), new Rate_Limit() );
		$this->welcome->register( dirname( PLUGIN_FILE ) . '/build' );
		( new Site_Health( $admin->checkup( ... ), $outbox ) )->hook();
		( new Privacy_Module( new Personal_Data( $grants, $gates, $log, $service, $outbox ) ) )->hook();

		if ( defined( 'WP_CLI' ) && WP_CLI ) {
			$list  = new Grant_List( $wpdb, $this->tables->grants() );
			$purge = new Purge( $wpdb, $this->tables, $log, $outbox );
			\WP_CLI::add_command( 'coop-credentials', new Command( $settings, $admin->checkup( ... ), $gates, $list, $outbox, $feed, $purge ) );
		}

		Admin_Module::hook( PLUGIN_FILE );
	}

	/** For `render.php` of the block. */
	public function block(): Gate_Block {
		return $this->block ?? throw new \LogicException( 'The block is asked for before init.' );
	}

	/** For `render.php` of the public page's block. */
	public function welcome(): Welcome_Block {
		return $this->welcome ?? throw new \LogicException( 'The block is asked for before init.' );
	}
}
