<?php
declare( strict_types=1 );

use CoopCredentials\Gate\Stored_Gate;
use CoopCredentials\Verifier\Site_Api;
use CoopCredentials\Visit\Rate_Limit;
use CoopCredentials\Welcome\List_Memory;
use CoopCredentials\Welcome\Welcome_Block;

/**
 * The public page: whose members are welcome, and why.
 */
final class Welcome_Test extends Admin_Test_Case {

	private const OWN = array( 'id' => 'did:web:meadow.example', 'name' => 'Meadow Co-op', 'reason' => 'our neighbours' );

	protected function setUp(): void {
		parent::setUp();
		wp_set_current_user( 0 );
		$_GET = array();
	}

	protected function tearDown(): void {
		$_GET = array();
		parent::tearDown();
	}

	public function test_says_whom_the_site_and_a_federation_welcome_and_why(): void {
		$this->welcomes( array( 'lists' => array( 'autumn' ), 'allow' => array( self::OWN ) ) );
		$this->first_page_is( array( Told_Lists::coop() ) );
		$text = $this->text();

		foreach ( array( 'Chosen by this site', 'Meadow Co-op', 'our neighbours', 'meadow.example', 'Recognised by Autumn Federation', 'recognises 214 co-ops', 'Harvest Co-op', 'since March 1, 2026, decision 14.', 'Evidence: harvest.coop, register 12345.' ) as $words ) {
			self::assertStringContainsString( $words, $text );
		}
		self::assertStringContainsString( '<a href="https://harvest.coop/" rel="noopener nofollow external">', $this->html() );
	}

	public function test_the_block_itself_says_the_same(): void {
		$this->welcomes( array( 'allow' => array( self::OWN ) ) );

		self::assertStringContainsString( 'Meadow Co-op', do_blocks( '<!-- wp:coop-credentials/welcome /-->' ) );
	}

	public function test_says_nothing_of_gates_and_calls_no_strangers_host(): void {
		$this->welcomes( array( 'lists' => array( 'autumn' ), 'allow' => array( self::OWN ) ) );
		$this->first_page_is( array( Told_Lists::coop() ) );
		$html = $this->html();

		self::assertStringNotContainsString( 'secret-lounge', $html );
		self::assertStringNotContainsString( 'Secret lounge', $html );
		self::assertStringNotContainsString( '<img', $html );
		self::assertStringNotContainsString( '<script', $html );
		self::assertStringNotContainsString( 'logo.png', $html );
	}

	public function test_every_word_of_a_list_is_text(): void {
		$this->welcomes( array( 'lists' => array( 'autumn' ), 'allow' => array( array( 'id' => 'did:web:x.example', 'name' => '<b onclick=x>[coop_gate policy="x"]', 'reason' => '"><script>' ) ) ) );
		$this->first_page_is( array( Told_Lists::hostile() ), array( 'title' => 'Autumn"><script>alert(1)</script>[embed]' ) );
		$html = $this->html();

		self::assertStringContainsString( 'Harvest', $html );
		self::assertDoesNotMatchRegularExpression( '/<script|<b onclick|javascript:|vbscript:|data:text|\[coop_gate|\[embed/i', $html );
		self::assertDoesNotMatchRegularExpression( '/<a [^>]*onmouseover="/i', $html );
	}

	public function test_whom_the_site_left_out_is_not_named_unless_its_team_says_so(): void {
		$this->welcomes( array( 'lists' => array( 'autumn' ), 'deny' => array( array( 'id' => 'did:web:harvest.example', 'reason' => 'unpaid bills' ) ) ) );
		$this->first_page_is( array( Told_Lists::coop(), Told_Lists::coop( array( 'id' => 'did:web:orchard.example', 'name' => 'Orchard Co-op' ) ) ) );
		$text = $this->text();

		self::assertStringContainsString( 'Orchard Co-op', $text );
		self::assertStringContainsString( 'makes exceptions', $text );
		self::assertStringNotContainsString( 'Harvest', $text );
		self::assertStringNotContainsString( 'unpaid bills', $text );

		self::assertStringNotContainsString( 'unpaid bills', $this->text( array( 'namesDenied' => true ) ) ); // Not for authors to say.

		self::assertSame( 401, $this->admin( 'POST', '/admin/public-page', array( 'namesDenied' => true ) )->get_status() );
		wp_set_current_user( 1 );
		self::assertSame( array( 'namesDenied' => true ), $this->admin( 'POST', '/admin/public-page', array( 'namesDenied' => true ) )->get_data() );
		$named = $this->text();
		self::assertStringContainsString( 'Not welcome here harvest.example unpaid bills', $named );

		$this->admin( 'POST', '/admin/public-page', array( 'namesDenied' => false ) );
		self::assertStringNotContainsString( 'unpaid bills', $this->text() );
	}

	public function test_whom_the_site_left_out_by_a_former_address_is_not_welcome(): void {
		$this->welcomes( array( 'lists' => array( 'autumn' ), 'deny' => array( array( 'id' => 'did:web:old-harvest.example' ) ) ) );
		$this->first_page_is( array( Told_Lists::coop( array( 'formerIds' => array( 'did:web:old-harvest.example' ) ) ), Told_Lists::coop( array( 'id' => 'did:web:orchard.example', 'name' => 'Orchard Co-op', 'formerIds' => array( 'did:web:old-orchard.example' ) ) ) ) );
		$text = $this->text();

		self::assertStringContainsString( 'Orchard Co-op', $text );
		self::assertStringNotContainsString( 'Harvest', $text );
	}

	public function test_who_is_left_out_at_one_gate_only_is_welcome(): void {
		$this->welcomes( array( 'lists' => array( 'autumn' ), 'deny' => array( array( 'id' => 'did:web:harvest.example' ) ) ) );
		$this->welcomes( array( 'lists' => array( 'autumn' ) ), 'other' );
		$this->first_page_is( array( Told_Lists::coop() ) );

		self::assertStringContainsString( 'Harvest Co-op', $this->text() );
		self::assertStringNotContainsString( 'Harvest Co-op', $this->text( array( 'gates' => array( 'secret-lounge' ) ) ) );
	}

	public function test_other_proofs_than_memberships_welcome_nobody(): void {
		$this->welcomes( array( 'allow' => array( self::OWN ) ), 'secret-lounge', 'CoopTicketCredential' );

		self::assertStringContainsString( 'has not chosen yet', $this->text() );
	}

	public function test_the_service_is_asked_once_in_five_minutes(): void {
		$this->welcomes( array( 'lists' => array( 'autumn' ) ) );
		$this->first_page_is( array( Told_Lists::coop() ) );
		$this->html();
		$this->html();

		self::assertCount( 1, $this->called() );
	}

	public function test_what_was_known_is_shown_with_its_age_while_the_service_is_away(): void {
		$this->welcomes( array( 'lists' => array( 'autumn' ) ) );
		$this->first_page_is( array( Told_Lists::coop() ) );
		$this->html();
		$this->age_memory( 2 * HOUR_IN_SECONDS );
		$this->service->is_down();
		$text = $this->text();

		self::assertStringContainsString( 'Harvest Co-op', $text );
		self::assertStringContainsString( 'This is what we knew on', $text );
		$calls = count( $this->called() );
		$this->html();
		self::assertCount( $calls, $this->called() ); // Not everybody waits for it.
	}

	public function test_what_is_older_than_a_week_is_shown_to_nobody(): void {
		$this->welcomes( array( 'lists' => array( 'autumn' ) ) );
		$this->first_page_is( array( Told_Lists::coop() ) );
		$this->html();
		$this->age_memory( WEEK_IN_SECONDS + 60 );
		$this->service->is_down();

		self::assertStringNotContainsString( 'Harvest Co-op', $this->text() );
		self::assertStringContainsString( 'We cannot say just now whom this list names', $this->text() );
	}

	public function test_one_service_that_is_away_is_waited_for_once_a_page(): void {
		$this->welcomes( array( 'lists' => array( 'autumn', 'spring', 'winter' ) ) );
		$this->service->is_down();
		$this->html();

		self::assertCount( 1, $this->called() );
	}

	public function test_another_connection_knows_nothing_of_the_former_one(): void {
		$this->welcomes( array( 'lists' => array( 'autumn' ) ) );
		$this->first_page_is( array( Told_Lists::coop() ) );
		$this->html();
		$this->settings()->store( 'https://verifier.example', 'other.secret', array( 'siteId' => 'st_2' ) );
		$this->service->is_down();

		self::assertStringNotContainsString( 'Harvest Co-op', $this->text() );
	}

	public function test_an_expired_list_lets_nobody_new_in_and_says_whose_fault_that_is(): void {
		$this->welcomes( array( 'lists' => array( 'autumn' ) ) );
		$this->first_page_is( array( Told_Lists::coop() ), array( 'state' => 'expired', 'usableUntil' => gmdate( 'c', time() - 60 ) ) );

		self::assertStringContainsString( 'Nobody new can come in by this list just now', $this->text() );
	}

	public function test_a_co_op_is_found_by_a_form_without_a_script_however_it_stands(): void {
		$this->welcomes( array( 'lists' => array( 'autumn' ), 'allow' => array( self::OWN ) ) );
		$_GET['coop-search'] = 'har"vest';
		$this->service->answer( 'GET', Told_Lists::path( array( 'search' => 'har"vest', 'limit' => '25' ) ), 200, Told_Lists::page( array( Told_Lists::coop( array( 'state' => 'suspended', 'since' => '2026-06-01T12:00:00Z', 'stateReason' => 'no audit' ) ) ) ) );
		$text = $this->text();

		self::assertStringContainsString( 'Suspended by Autumn Federation since June 1, 2026, decision 14. Reason: no audit.', $text );
		self::assertStringNotContainsString( 'Meadow', $text );
		self::assertStringContainsString( 'value="har&quot;vest"', $this->html() );
	}

	public function test_the_sites_own_co_ops_are_found_by_name_and_address_and_who_is_not_there_is_said(): void {
		$this->welcomes( array( 'allow' => array( self::OWN ) ) );

		foreach ( array( 'MEADOW', 'meadow.example' ) as $search ) {
			$_GET['coop-search'] = $search;
			self::assertStringContainsString( 'Meadow Co-op', $this->text(), $search );
		}

		$_GET['coop-search'] = 'nobody';
		self::assertStringContainsString( 'We know no co-op by that name or address.', $this->text() );
	}

	public function test_later_pages_have_addresses_and_fill_no_database(): void {
		global $wpdb;
		$this->welcomes( array( 'lists' => array( 'autumn' ) ) );
		$this->first_page_is( array( Told_Lists::coop() ), array(), 60 );
		self::assertMatchesRegularExpression( '/href="[^"]*coop-list=autumn&#038;coop-page=2#coop-welcome-autumn"/', $this->html() );

		$_GET = array( 'coop-list' => 'autumn', 'coop-page' => '2' );
		$this->service->answer( 'GET', Told_Lists::path( array( 'state' => 'active', 'cursor' => '25', 'limit' => '25' ) ), 200, Told_Lists::page( array( Told_Lists::coop( array( 'name' => 'Orchard Co-op' ) ) ), array(), 60 ) );
		$count = fn (): int => (int) $wpdb->get_var( "SELECT COUNT(*) FROM $wpdb->options WHERE option_name LIKE '%coop_credentials_list_%'" );
		$had   = $count();
		self::assertStringContainsString( 'Orchard Co-op', $this->text() );
		self::assertStringContainsString( 'Page 2 of 3', $this->text() );
		self::assertSame( $had, $count() );
	}

	public function test_who_searches_without_end_is_told_to_wait(): void {
		$this->welcomes( array( 'lists' => array( 'autumn' ) ) );
		$none = static fn (): int => 0;
		add_filter( 'coop_credentials_rate_limit', $none );
		$_GET['coop-search'] = 'harvest';
		$text                = $this->text();
		remove_filter( 'coop_credentials_rate_limit', $none );

		self::assertSame( array(), $this->called() );
		self::assertStringNotContainsString( 'We know no co-op', $text );
	}

	public function test_no_cache_keeps_for_everybody_what_one_visitor_could_not_be_told(): void {
		$this->welcomes( array( 'lists' => array( 'autumn' ) ) );
		$this->first_page_is( array( Told_Lists::coop() ) );
		$kept_out = fn (): int => did_action( 'coop_credentials_kept_out_of_caches' );
		$before   = $kept_out();
		$this->html();
		self::assertSame( $before, $kept_out(), 'what everybody may be told' );

		$none = static fn (): int => 0;
		add_filter( 'coop_credentials_rate_limit', $none );
		$_GET['coop-search'] = 'harvest';
		$this->html();
		remove_filter( 'coop_credentials_rate_limit', $none );
		self::assertSame( $before + 1, $kept_out(), 'asked too often' );
		self::assertTrue( defined( 'DONOTCACHEPAGE' ) );

		$this->service->is_down();
		$this->html();
		self::assertSame( $before + 2, $kept_out(), 'cannot say just now' );
	}

	public function test_what_arrives_in_an_address_in_another_form_is_nothing(): void {
		$this->welcomes( array( 'lists' => array( 'autumn' ) ) );
		$this->first_page_is( array( Told_Lists::coop() ) );
		$_GET = array( 'coop-search' => array( 'x' ), 'coop-list' => array( 'autumn' ), 'coop-page' => array( '2' ) );

		self::assertStringContainsString( 'Harvest Co-op', $this->text() );
	}

	/** @param array<string, mixed> $issuers */
	private function welcomes( array $issuers, string $policy = 'secret-lounge', string $type = 'CoopMembershipCredential' ): void {
		$document = array( 'purpose' => 'Open it', 'accept' => array( array( 'require' => array( array( 'type' => $type, 'issuers' => $issuers ) ) ) ) );
		$this->gates()->save( new Stored_Gate( $policy, 'Secret lounge', 'Come in.', (string) wp_json_encode( $document ), 1, '' ) );
	}

	/**
	 * @param list<array<string, mixed>> $coops
	 * @param array<string, mixed>       $list
	 */
	private function first_page_is( array $coops, array $list = array(), ?int $total = null ): void {
		$this->service->answer( 'GET', Told_Lists::path( array( 'state' => 'active', 'limit' => '25' ) ), 200, Told_Lists::page( $coops, $list, $total ) );
	}

	/** As a page shows it: shortcodes run after blocks. @param array<string, mixed> $attributes */
	private function html( array $attributes = array() ): string {
		$service = new Site_Api( $this->settings() );
		$block   = new Welcome_Block( $this->gates(), new List_Memory( $service, $this->settings() ), new Rate_Limit() );
		$type    = WP_Block_Type_Registry::get_instance()->get_registered( Welcome_Block::NAME );
		$before  = $type->render_callback;

		// A page of its own: nothing is remembered from the one before.
		$type->render_callback = static fn ( array $attributes ): string => $block->render( $attributes );
		$html                  = do_shortcode( do_blocks( '<!-- wp:coop-credentials/welcome ' . wp_json_encode( (object) $attributes ) . ' /-->' ) );
		$type->render_callback = $before;

		return $html;
	}

	/** @param array<string, mixed> $attributes */
	private function text( array $attributes = array() ): string {
		return trim( (string) preg_replace( '/\s+/', ' ', html_entity_decode( wp_strip_all_tags( str_replace( array( '</p>', '</h2>' ), ' ', $this->html( $attributes ) ) ) ) ) );
	}

	private function age_memory( int $seconds ): void {
		global $wpdb;

		foreach ( $wpdb->get_col( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE '\\_transient\\_coop\\_credentials\\_list\\_%'" ) as $option ) {
			$name = substr( $option, strlen( '_transient_' ) );
			$kept = get_transient( $name );
			set_transient( $name, array( ...$kept, 'at' => $kept['at'] - $seconds, 'asked' => $kept['asked'] - $seconds ), WEEK_IN_SECONDS );
		}
	}
}
