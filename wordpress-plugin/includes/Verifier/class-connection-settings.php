<?php
declare( strict_types=1 );

namespace CoopCredentials\Verifier;

/**
 * The service's URL and key: constants of `wp-config.php` first, else what pairing stored.
 *
 * The key is write-only: nothing but `connection()` reads it, and no page prints it. It goes only to the address it
 * came from.
 */
final class Connection_Settings {

	public const OPTION = 'coop_credentials_connection';

	private const FIELDS = array( 'url', 'key', 'siteId', 'siteName', 'serviceName' );

	public function __construct( private readonly Secret_Box $box ) {}

	public function url(): string {
		return $this->url_is_constant() ? (string) constant( 'COOP_CREDENTIALS_URL' ) : $this->stored()['url'];
	}

	public function url_is_constant(): bool {
		return self::is_set( 'COOP_CREDENTIALS_URL' );
	}

	public function key_is_constant(): bool {
		return self::is_set( 'COOP_CREDENTIALS_KEY' );
	}

	/** Whether a key is there, readable or not. */
	public function has_key(): bool {
		return $this->key_is_constant() || '' !== $this->stored()['key'];
	}

	/** Whether a stored key can no longer be opened, because the salts of this site changed. */
	public function key_is_lost(): bool {
		return $this->has_key() && null === $this->key();
	}

	/** Whether the key is of another service than the one that a constant names. */
	public function key_is_of_another_service(): bool {
		$stored = $this->stored();

		if ( $this->key_is_constant() ) {
			// Whoever paired chose that address; the constant was not meant for it.
			return ! $this->url_is_constant() && '' !== $stored['key'];
		}

		return $this->url_is_constant() && ! in_array( $stored['url'], array( '', Service_Url::parse( $this->url() ) ), true );
	}

	/** What is needed for a call, or null when it is not complete. */
	public function connection(): ?Connection {
		$url = Service_Url::parse( $this->url() );
		$key = $this->key();

		return null === $url || null === $key || $this->key_is_of_another_service() ? null : new Connection( $url, $key, self::site_url() );
	}

	/**
	 * Who this site says it is. Not home_url(): that has the language of the page in it on some sites, and the scheme of
	 * the call, which cron does not have.
	 */
	public static function site_url(): string {
		return untrailingslashit( (string) get_option( 'home' ) );
	}

	/** Takes what pairing brought, in the place of what there was. @param array<string, string> $about `siteId`, `siteName`, `serviceName`. */
	public function store( string $url, string $key, array $about = array() ): void {
		$this->write( array( ...$about, 'url' => $url, 'key' => $this->box->seal( $key ) ) );
	}

	/** Keeps who is who at the service, so that a screen can say it without asking. @param array<string, string> $about As in store(). */
	public function remember( array $about ): void {
		$stored = $this->stored();

		if ( $stored !== array( ...$stored, ...$about ) ) {
			$this->write( array( ...$stored, ...$about ) );
		}
	}

	public function forget(): void {
		delete_option( self::OPTION );
	}

	/** @return array{siteId: string, siteName: string, serviceName: string} Empty where it is not known yet. */
	public function about(): array {
		return array_diff_key( $this->stored(), array_flip( array( 'url', 'key' ) ) );
	}

	/** A constant made of an environment variable that is not there counts as none. */
	private static function is_set( string $constant ): bool {
		return defined( $constant ) && '' !== (string) constant( $constant );
	}

	private function key(): ?string {
		if ( $this->key_is_constant() ) {
			return (string) constant( 'COOP_CREDENTIALS_KEY' );
		}

		return $this->box->open( $this->stored()['key'] );
	}

	/** @return array{url: string, key: string, siteId: string, siteName: string, serviceName: string} */
	private function stored(): array {
		$stored = get_option( self::OPTION, array() );
		$stored = is_array( $stored ) ? $stored : array();
		$fields = array();

		foreach ( self::FIELDS as $field ) {
			$fields[ $field ] = is_string( $stored[ $field ] ?? null ) ? $stored[ $field ] : '';
		}

		return $fields;
	}

	/** @param array<string, string> $fields */
	private function write( array $fields ): void {
		update_option( self::OPTION, $fields, false ); // Not loaded on every page.
	}
}
