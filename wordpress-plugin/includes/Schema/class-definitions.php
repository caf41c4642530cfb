<?php
declare( strict_types=1 );

namespace CoopCredentials\Schema;

use wpdb;

/**
 * What is in our tables, written as dbDelta wants it: two spaces after PRIMARY KEY, one field a line.
 *
 * Times are UTC. `visitor` is a hash of the cookie or of the account, never the cookie. No table has a claim.
 */
final class Definitions {

	public function __construct(
		private readonly Tables $tables,
		private readonly wpdb $db,
	) {}

	/** The collation of names in which capital and small letters differ, as they do at the service. */
	public static function exact( wpdb $db ): string {
		return '' === (string) $db->charset ? 'BINARY' : "COLLATE {$db->charset}_bin";
	}

	/** @return list<string> */
	public function all(): array {
		$exact   = self::exact( $this->db );
		$collate = $this->db->get_charset_collate();

		return array(
			"CREATE TABLE {$this->tables->gates()} (
				id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
				policy varchar(64) $exact NOT NULL,
				name text NOT NULL,
				teaser text NOT NULL,
				document longtext NOT NULL,
				version int(10) unsigned NOT NULL DEFAULT 0,
				summary text NOT NULL,
				created_at datetime NOT NULL,
				updated_at datetime NOT NULL,
				PRIMARY KEY  (id),
				UNIQUE KEY policy (policy)
			) $collate;",
			"CREATE TABLE {$this->tables->grants()} (
				id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
				verification_id varchar(64) NOT NULL,
				policy varchar(64) $exact NOT NULL,
				policy_version int(10) unsigned NOT NULL DEFAULT 0,
				visitor char(64) NOT NULL,
				holder varchar(64) NOT NULL,
				issuer varchar(255) NOT NULL DEFAULT '',
				issuer_name text NOT NULL,
				reason text NOT NULL,
				state varchar(20) NOT NULL DEFAULT 'live',
				granted_at datetime NOT NULL,
				expires_at datetime NOT NULL,
				PRIMARY KEY  (id),
				UNIQUE KEY verification_id (verification_id),
				KEY visitor_policy (visitor,policy),
				KEY expires_at (expires_at),
				KEY holder (holder),
				KEY state (state)
			) $collate;",
			"CREATE TABLE {$this->tables->requests()} (
				id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
				request_id varchar(64) NOT NULL,
				subject varchar(64) NOT NULL,
				policy varchar(64) $exact NOT NULL,
				visitor char(64) NOT NULL,
				opened_at datetime NOT NULL,
				refusal text NULL,
				PRIMARY KEY  (id),
				UNIQUE KEY request_id (request_id),
				KEY visitor (visitor),
				KEY opened_at (opened_at)
			) $collate;",
			"CREATE TABLE {$this->tables->events()} (
				id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
				at datetime NOT NULL,
				kind varchar(20) NOT NULL,
				policy varchar(64) $exact NOT NULL,
				verification_id varchar(64) NOT NULL,
				holder varchar(64) NOT NULL,
				actor bigint(20) unsigned NOT NULL DEFAULT 0,
				detail text NOT NULL,
				PRIMARY KEY  (id),
				KEY at (at),
				KEY verification_id (verification_id),
				KEY holder (holder)
			) $collate;",
			"CREATE TABLE {$this->tables->offers()} (
				id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
				policy varchar(64) $exact NOT NULL,
				name text NOT NULL,
				code varchar(64) NOT NULL,
				kind varchar(20) NOT NULL,
				amount decimal(12,4) NOT NULL DEFAULT 0,
				products text NOT NULL,
				categories text NOT NULL,
				minimum decimal(12,4) NOT NULL DEFAULT 0,
				enabled tinyint(1) NOT NULL DEFAULT 1,
				created_at datetime NOT NULL,
				updated_at datetime NOT NULL,
				PRIMARY KEY  (id),
				UNIQUE KEY code (code)
			) $collate;",
			"CREATE TABLE {$this->tables->redemptions()} (
				id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
				order_id bigint(20) unsigned NOT NULL,
				offer_id bigint(20) unsigned NOT NULL,
				verification_id varchar(64) NOT NULL,
				redemption_id varchar(64) NOT NULL DEFAULT '',
				idempotency_key varchar(128) NOT NULL,
				state varchar(20) NOT NULL,
				created_at datetime NOT NULL,
				updated_at datetime NOT NULL,
				PRIMARY KEY  (id),
				UNIQUE KEY idempotency_key (idempotency_key),
				KEY order_id (order_id)
			) $collate;",
			"CREATE TABLE {$this->tables->outbox()} (
				id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
				dedup varchar(128) NOT NULL,
				method varchar(10) NOT NULL,
				path varchar(255) NOT NULL,
				body text NOT NULL,
				attempts int(10) unsigned NOT NULL DEFAULT 0,
				next_at datetime NOT NULL,
				last_problem text NULL,
				created_at datetime NOT NULL,
				PRIMARY KEY  (id),
				UNIQUE KEY dedup (dedup),
				KEY next_at (next_at)
			) $collate;",
		);
	}
}
