<?php
declare( strict_types=1 );

namespace CoopCredentials\Gate;

use WP_Term;
use wpdb;

/**
 * The field "Members' gate" on the screens of categories and tags.
 */
final class Term_Screen {

	private const FIELD = 'coop_credentials_gate';
	private const NONCE = 'coop_credentials_gate_nonce';

	public function __construct( private readonly wpdb $db, private readonly string $gates_table ) {}

	public function hook(): void {
		foreach ( Term_Gates::taxonomies() as $taxonomy ) {
			add_action( "{$taxonomy}_add_form_fields", array( $this, 'on_new' ) );
			add_action( "{$taxonomy}_edit_form_fields", array( $this, 'on_edit' ) );
			add_action( "created_$taxonomy", array( $this, 'save' ) );
			add_action( "edited_$taxonomy", array( $this, 'save' ) );
		}
	}

	public function on_new(): void {
		echo '<div class="form-field"><label for="' . esc_attr( self::FIELD ) . '">' . esc_html__( 'Members’ gate', 'coop-credentials' ) . '</label>';
		$this->field( '' );
		echo '</div>';
	}

	public function on_edit( WP_Term $term ): void {
		echo '<tr class="form-field"><th scope="row"><label for="' . esc_attr( self::FIELD ) . '">' . esc_html__( 'Members’ gate', 'coop-credentials' ) . '</label></th><td>';
		$this->field( (string) get_term_meta( $term->term_id, Term_Gates::META, true ) );
		echo '</td></tr>';
	}

	public function save( int $term_id ): void {
		$nonce  = isset( $_POST[ self::NONCE ] ) ? sanitize_text_field( wp_unslash( $_POST[ self::NONCE ] ) ) : '';
		$policy = isset( $_POST[ self::FIELD ] ) ? sanitize_text_field( wp_unslash( $_POST[ self::FIELD ] ) ) : null;

		if ( null === $policy || ! wp_verify_nonce( $nonce, self::NONCE ) || ! current_user_can( 'edit_term', $term_id ) ) {
			return;
		}

		if ( '' === $policy ) {
			delete_term_meta( $term_id, Term_Gates::META );
		} elseif ( Gate_Mark::is_policy_id( $policy ) ) {
			update_term_meta( $term_id, Term_Gates::META, $policy );
		}
	}

	private function field( string $chosen ): void {
		wp_nonce_field( self::NONCE, self::NONCE, false );
		echo '<select name="' . esc_attr( self::FIELD ) . '" id="' . esc_attr( self::FIELD ) . '" aria-describedby="' . esc_attr( self::FIELD ) . '-help">';
		echo '<option value="">' . esc_html__( 'None: everybody reads the posts', 'coop-credentials' ) . '</option>';

		foreach ( $this->choices( $chosen ) as $policy => $name ) {
			echo '<option value="' . esc_attr( (string) $policy ) . '"' . selected( $chosen, (string) $policy, false ) . '>' . esc_html( $name ) . '</option>';
		}

		echo '</select><p class="description" id="' . esc_attr( self::FIELD ) . '-help">'
			. esc_html__( 'Only members whom this gate lets in read the posts here and below. Titles, featured images and dates stay public.', 'coop-credentials' ) . '</p>';
	}

	/** @return array<string, string> Names by policy. A gate that is set and no longer listed stays a choice. */
	private function choices( string $chosen ): array {
		$rows    = $this->db->get_results( $this->db->prepare( 'SELECT policy, name FROM %i ORDER BY name LIMIT 500', $this->gates_table ), ARRAY_A ) ?? array();
		$names   = array_map( static fn ( array $row ): string => '' === $row['name'] ? $row['policy'] : $row['name'], $rows );
		$choices = array_combine( array_column( $rows, 'policy' ), $names );

		// Not spread: that would number gates anew whose names are digits.
		return '' === $chosen ? $choices : $choices + array( $chosen => $chosen );
	}
}
