import type { Bed } from './bed.ts';
import { phpString, wpEval } from './wp-eval.ts';

/** A word that stands nowhere but behind a gate. */
export const canary = 'kanarienvogel';

export const gate = (inner: string, policy = 'members-lounge'): string =>
  `<!-- wp:coop-credentials/gate ${JSON.stringify({ policy, label: 'The members’ lounge', teaser: 'Recipes, minutes and the plan for next season.' })} -->${inner}<!-- /wp:coop-credentials/gate -->`;

export const paragraph = (text: string): string => `<!-- wp:paragraph --><p>${text}</p><!-- /wp:paragraph -->`;

/** Publishes a post or page and gives back its address. */
export function publish(bed: Bed, type: 'post' | 'page', title: string, content: string): string {
  return wpEval(
    bed,
    `return get_permalink( wp_insert_post( wp_slash( array(
      'post_type' => '${type}', 'post_status' => 'publish', 'post_author' => 1, 'comment_status' => 'open',
      'post_title' => ${phpString(title)}, 'post_content' => ${phpString(content)} ) ) ) );`,
  ) as string;
}
