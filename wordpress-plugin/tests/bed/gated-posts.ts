import type { Bed } from './bed.ts';
import { phpString, wpEval } from './wp-eval.ts';
import { canary } from './pages.ts';

export const roles = ['administrator', 'editor', 'author', 'contributor'] as const;
export type Role = (typeof roles)[number];

/** Where the gate of a post stands. */
export const places = ['block', 'sealed', 'shortcode', 'post', 'category', 'tag', 'pattern'] as const;
export type Place = (typeof places)[number];

export interface GatedPost {
  readonly id: number;
  readonly place: Place;
  readonly role: Role;
  /** Its address without the site. */
  readonly path: string;
}

/** The words that stand behind every gate. */
export const secret = `Only members read of the ${canary}`;

const inside = `<!-- wp:paragraph --><p>${secret}.<sup data-fn="note" class="fn"><a href="#note" id="note-link">1</a></sup></p><!-- /wp:paragraph -->`;
const block = (more: object): string =>
  `<!-- wp:coop-credentials/gate ${JSON.stringify({ policy: 'members-lounge', label: 'Lounge', teaser: 'Come in.', ...more })} -->${inside}<!-- /wp:coop-credentials/gate -->`;
const free = '<!-- wp:paragraph --><p>Free words.</p><!-- /wp:paragraph -->';
const shortcode = (text: string): string => `[coop_gate gate="members-lounge" teaser="Come in."]${text}[/coop_gate]`;
const footnotes = '<!-- wp:footnotes /-->';

const contents: Readonly<Record<Place, string>> = {
  block: `${free}<!-- wp:group --><div class="wp-block-group">${block({})}</div><!-- /wp:group -->${footnotes}`,
  sealed: free + block({ sealed: true }),
  shortcode: `Free words. ${shortcode(`${secret}. ${shortcode(secret)} ${secret}.`)}`,
  post: inside + footnotes,
  category: inside + footnotes,
  tag: inside + footnotes,
  pattern: free,
};

/**
 * A post of each role at each place, made over REST as its author makes it. A contributor's post is published by an
 * administrator. Posts behind a gate as a whole hold the words in their excerpt and in a comment too, those with a shortcode in one there.
 */
export function publishGatedPosts(bed: Bed): readonly GatedPost[] {
  return wpEval(
    bed,
    `$contents = json_decode( ${phpString(JSON.stringify(contents))}, true );
    $secret = ${phpString(secret)};
    $notes = wp_json_encode( array( array( 'id' => 'note', 'content' => $secret ) ) );
    $call = function ( $method, $route, $body ) {
      $request = new WP_REST_Request( $method, $route );
      $request->set_body_params( $body );
      $response = rest_do_request( $request );
      if ( $response->is_error() ) throw new Exception( $route . wp_json_encode( $response->get_data() ) );
      return $response->get_data();
    };
    wp_set_current_user( 1 );
    $gate = array( 'meta' => array( '_coop_credentials_gate' => 'members-lounge' ) );
    $category = $call( 'POST', '/wp/v2/categories', array( 'name' => 'Above' ) + $gate )['id'];
    $below = $call( 'POST', '/wp/v2/categories', array( 'name' => 'Below', 'parent' => $category ) )['id'];
    $tag = $call( 'POST', '/wp/v2/tags', array( 'name' => 'Inner' ) + $gate )['id'];
    $posts = array();
    foreach ( ${phpArray(roles)} as $role ) {
      $user = wp_insert_user( array( 'user_login' => "leak-$role", 'user_pass' => "leak-$role", 'role' => $role ) );
      foreach ( $contents as $place => $content ) {
        wp_set_current_user( $user );
        if ( 'pattern' === $place ) {
          if ( ! current_user_can( 'publish_posts' ) ) continue;
          $pattern = $call( 'POST', '/wp/v2/blocks', array( 'title' => "Pattern of $role", 'status' => 'publish', 'content' => $contents['sealed'] . $contents['block'] ) )['id'];
          $content .= "<!-- wp:block {\\"ref\\":$pattern} /-->";
        }
        $whole = in_array( $place, array( 'post', 'category', 'tag' ), true );
        $body = array( 'title' => "Leak $place $role", 'content' => $content, 'status' => 'contributor' === $role ? 'pending' : 'publish', 'comment_status' => 'open' );
        if ( $whole ) $body['excerpt'] = $secret;
        if ( 'shortcode' === $place ) $body['excerpt'] = ${phpString(shortcode(secret))};
        if ( 'post' === $place ) $body += $gate;
        if ( 'category' === $place ) $body['categories'] = array( $below );
        if ( 'tag' === $place ) $body['tags'] = array( $tag );
        $id = $call( 'POST', '/wp/v2/posts', $body )['id'];
        wp_set_current_user( 1 );
        if ( 'contributor' === $role ) $call( 'POST', "/wp/v2/posts/$id", array( 'status' => 'publish' ) );
        update_post_meta( $id, 'footnotes', wp_slash( 'sealed' === $place || 'pattern' === $place ? '' : $notes ) );
        $call( 'POST', "/wp/v2/posts/$id", array( 'title' => "Leak $place of $role" ) );
        wp_insert_comment( array( 'comment_post_ID' => $id, 'comment_author' => 'Mara', 'comment_content' => $whole ? $secret : 'A comment.', 'comment_approved' => 1 ) );
        $posts[] = array( 'id' => $id, 'place' => $place, 'role' => $role, 'path' => wp_make_link_relative( get_permalink( $id ) ) );
      }
    }
    return $posts;`,
  ) as GatedPost[];
}

const phpArray = (values: readonly string[]): string => `array( ${values.map(phpString).join(', ')} )`;
