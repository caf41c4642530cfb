<?php
declare( strict_types=1 );

final class List_Routes_Test extends Admin_Test_Case {

	public function test_names_the_lists_that_the_service_follows_and_how_old_they_are(): void {
		$this->site_is( array( 'lists' => array( Told_Lists::listed(), Told_Lists::listed( array( 'name' => 'spring', 'state' => 'stale', 'title' => 'Spring Federation' ) ), 'broken' ) ) );
		list( $autumn, $spring ) = $this->admin( 'GET', '/admin/lists' )->get_data()['lists'];

		self::assertSame( array( 'autumn', 'Autumn Federation', 'fresh', 214, '' ), array_values( $autumn ) );
		self::assertSame( 'stale', $spring['state'] );
		self::assertStringContainsString( 'Spring Federation has not been confirmed since', $spring['said'] );
	}

	public function test_an_answer_that_has_grown_old_is_judged_by_the_clock(): void {
		$this->site_is( array( 'lists' => array( Told_Lists::listed( array( 'usableUntil' => gmdate( 'c', time() - 1 ) ) ) ) ) );

		self::assertSame( 'expired', $this->admin( 'GET', '/admin/lists' )->get_data()['lists'][0]['state'] );
	}

	public function test_finds_co_ops_at_the_service_a_page_at_a_time(): void {
		$this->service->answer( 'GET', Told_Lists::path( array( 'search' => 'har vest', 'state' => 'active', 'cursor' => '40' ) ), 200, Told_Lists::page( array( Told_Lists::coop() ), array(), 10_000 ) );
		$found = $this->admin( 'GET', '/admin/lists/autumn?search=har+vest&state=active&page=3' )->get_data();

		self::assertSame( array( 10_000, 3, 20 ), array( $found['total'], $found['page'], $found['perPage'] ) );
		list( $coop ) = $found['coops'];
		self::assertSame( array( 'Harvest Co-op', 'harvest.example', 'HC' ), array( $coop['name'], $coop['address'], $coop['initials'] ) );
		self::assertSame( 'Recognised by Autumn Federation since March 1, 2026, decision 14.', $coop['why'] );
		self::assertSame( array( array( 'name' => 'harvest.coop', 'url' => 'https://harvest.coop/' ), array( 'name' => 'register 12345', 'url' => '' ) ), $coop['evidence'] );
		self::assertStringNotContainsString( 'logo', (string) wp_json_encode( $coop ) );
	}

	public function test_says_which_addresses_a_co_op_had_before(): void {
		$this->service->answer( 'GET', Told_Lists::path(), 200, Told_Lists::page( array( Told_Lists::coop( array( 'formerIds' => array( 'did:web:old-harvest.example', 7 ) ) ) ) ) );
		list( $coop ) = $this->admin( 'GET', '/admin/lists/autumn' )->get_data()['coops'];

		self::assertSame( array( 'did:web:old-harvest.example' ), $coop['formerIds'] );
	}

	public function test_links_nothing_but_web_pages(): void {
		$this->service->answer( 'GET', Told_Lists::path(), 200, Told_Lists::page( array( Told_Lists::hostile() ) ) );
		list( $coop ) = $this->admin( 'GET', '/admin/lists/autumn' )->get_data()['coops'];

		self::assertSame( array( '', '', '' ), array( $coop['url'], $coop['minutes'], $coop['evidence'][1]['url'] ) );
		self::assertStringNotContainsString( '"', $coop['evidence'][0]['url'] );
	}

	/** @dataProvider refused */
	public function test_refuses_what_no_screen_of_ours_asks( string $path ): void {
		self::assertSame( 400, $this->admin( 'GET', $path )->get_status() );
		self::assertSame( array(), $this->called() );
	}

	public static function refused(): array {
		return array(
			'a standing that is none' => array( '/admin/lists/autumn?state=good' ),
			'no page'                 => array( '/admin/lists/autumn?page=0' ),
			'a page past any list'    => array( '/admin/lists/autumn?page=2501' ),
			'a whole book'            => array( '/admin/lists/autumn?search=' . str_repeat( 'x', 201 ) ),
		);
	}

	public function test_answers_only_whoever_may_change_gates(): void {
		wp_set_current_user( 0 );

		foreach ( array( '/admin/lists', '/admin/lists/autumn', '/admin/banners' ) as $path ) {
			self::assertSame( 401, $this->admin( 'GET', $path )->get_status(), $path );
		}
	}

	public function test_an_answer_of_something_else_is_a_fault(): void {
		$this->service->answer( 'GET', Told_Lists::path(), 200, array( 'hello' => 'world' ) );

		self::assertSame( 'service_unreachable', $this->admin( 'GET', '/admin/lists/autumn' )->get_data()['code'] );
	}

	public function test_there_is_no_banner_while_all_is_well_or_the_service_is_away(): void {
		$this->site_is( array( 'lists' => array( Told_Lists::listed() ) ) );
		self::assertSame( array(), $this->banners() );

		$this->service->is_down();
		self::assertSame( array(), $this->banners() );
	}

	/** @dataProvider faults */
	public function test_what_is_wrong_with_a_list_is_a_banner_and_a_check( array $fault, array $list, string $state, string $words ): void {
		$this->site_is( array( 'lists' => array( Told_Lists::listed( $list ) ), 'problems' => array( array( 'list' => 'autumn' ) + $fault ) ) );
		list( $banner ) = $this->banners();

		self::assertSame( $state, $banner['state'] );
		self::assertStringContainsString( $words, $banner['title'] );
		self::assertNotSame( '', $banner['cure'] );
		self::assertContains( $banner, json_decode( (string) wp_json_encode( $this->admin( 'GET', '/admin/self-test' )->get_data()['checks'] ), true ) );
	}

	public static function faults(): array {
		$past = gmdate( 'c', time() - 60 );

		return array(
			'stale'       => array( array( 'code' => 'list_stale' ), array( 'state' => 'stale', 'freshUntil' => $past ), 'warning', 'The list of Autumn Federation has not been confirmed since' ),
			'expired'     => array( array( 'code' => 'list_expired' ), array( 'state' => 'expired', 'usableUntil' => $past ), 'bad', 'Nobody new is let in by the list of Autumn Federation' ),
			'unavailable' => array( array( 'code' => 'list_unavailable' ), array( 'state' => 'unavailable' ), 'bad', 'has never been fetched' ),
			'refused'     => array( array( 'code' => 'list_quorum_missing', 'have' => 1, 'need' => 2 ), array(), 'warning', 'Autumn Federation: The recognition list has signatures of 1 trustees and needs 2.' ),
			'unreachable' => array( array( 'code' => 'fetch_failed' ), array( 'state' => 'stale' ), 'warning', 'brought nothing (fetch_failed)' ),
		);
	}

	public function test_two_lists_in_trouble_are_both_named(): void {
		$stale = array( 'state' => 'stale', 'freshUntil' => gmdate( 'c', time() - 60 ) );
		$this->site_is(
			array(
				'lists'    => array( Told_Lists::listed( $stale ), Told_Lists::listed( array( 'name' => 'spring', 'title' => 'Spring Federation' ) + $stale ) ),
				'problems' => array( array( 'code' => 'list_stale', 'list' => 'autumn' ), array( 'code' => 'list_stale', 'list' => 'spring' ), array( 'code' => 'list_unknown', 'list' => 'winter', 'policy' => 'lounge' ) ),
			)
		);
		$banners = $this->banners();

		self::assertCount( 3, $banners );
		self::assertStringContainsString( 'Spring Federation', $banners[1]['title'] );
		self::assertStringContainsString( 'winter', $banners[2]['title'] );
		self::assertSame( 'bad', $banners[2]['state'] );
	}

	/** @return list<array<string, string>> As the browser gets them. */
	private function banners(): array {
		return json_decode( (string) wp_json_encode( $this->admin( 'GET', '/admin/banners' )->get_data()['faults'] ), true );
	}

	/** @param array<string, mixed> $members */
	private function site_is( array $members ): void {
		$this->service->answer(
			'GET',
			'/v1/site',
			200,
			$members + array( 'id' => 'st_1', 'name' => 'Our shop', 'url' => home_url(), 'time' => gmdate( 'c' ), 'service' => array( 'name' => 'Federation service' ), 'lists' => array(), 'problems' => array() )
		);
	}
}
