<?php
declare( strict_types=1 );

namespace CoopCredentials\Verifier;

/**
 * The service's URL and key: constants of `wp-config.php` first, else what the settings page stored.
 *
 * The key is write-only: nothing but `connection()` reads it, and no page prints it.
 */
final class Connection_Settings {

	public const OPTION = 'coop_credentials_connection';

	public function __construct( private readonly Secret_Box $box ) {}

	public function url(): string {
		return $this->url_is_constant() ? (string) constant( 'COOP_CREDENTIALS_URL' ) : $this->stored()['url'];
	}

	public function url_is_constant(): bool {
		return defined( 'COOP_CREDENTIALS_URL' );
	}

	public function key_is_constant(): bool {
		return defined( 'COOP_CREDENTIALS_KEY' );
	}

	/** Whether a key is there, readable or not. */
	public function has_key(): bool {
		return $this->key_is_constant() || '' !== $this->stored()['key'];
	}

	/** Whether a stored key can no longer be opened, because the salts of this site changed. */
	public function key_is_lost(): bool {
		return $this->has_key() && null === $this->key();
	}

	/** What is needed for a call, or null when it is not complete. */
	public function connection(): ?Connection {
		$url = Service_Url::parse( $this->url() );
		$key = $this->key();

		return null === $url || null === $key ? null : new Connection( $url, $key, home_url() );
	}

	/**
	 * What to store for what the form sent. An empty key keeps the stored one, for the address it was entered for:
	 * another address never gets it.
	 *
	 * @return array{url: string, key: string}
	 */
	public function prepare( string $url, string $new_key, bool $remove_key ): array {
		$key = $remove_key || $this->drops_key( $url ) ? '' : $this->stored()['key'];

		return array(
			'url' => $this->url_is_constant() ? '' : $url,
			'key' => '' === $new_key ? $key : $this->box->seal( $new_key ),
		);
	}

	/** Whether saving this address takes the stored key away. */
	public function drops_key( string $url ): bool {
		return ! $this->url_is_constant() && '' !== $this->stored()['key'] && $url !== $this->stored()['url'];
	}

	private function key(): ?string {
		if ( $this->key_is_constant() ) {
			return (string) constant( 'COOP_CREDENTIALS_KEY' );
		}

		return $this->box->open( $this->stored()['key'] );
	}

	/** @return array{url: string, key: string} */
	private function stored(): array {
		$stored = get_option( self::OPTION, array() );
		$stored = is_array( $stored ) ? $stored : array();

		return array(
			'url' => is_string( $stored['url'] ?? null ) ? $stored['url'] : '',
			'key' => is_string( $stored['key'] ?? null ) ? $stored['key'] : '',
		);
	}
}
