import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bed } from './bed.ts';
import { wpEval } from './wp-eval.ts';

/** A classic theme, as small as can be: it prints whole posts in lists, and sends its head before the content. */
const files: Readonly<Record<string, string>> = {
  'style.css': '/*\nTheme Name: Bed Classic\n*/',
  'functions.php': `<?php register_sidebar( array( 'id' => 'side', 'name' => 'Side' ) );`,
  'index.php': `<?php get_header(); while ( have_posts() ) { the_post(); the_title( '<h1>', '</h1>' ); the_content(); is_singular() ? comments_template() : the_excerpt(); } the_posts_navigation(); dynamic_sidebar( 'side' ); get_footer();`,
  'comments.php': `<?php wp_list_comments(); comment_form();`,
  'header.php': `<!DOCTYPE html><html <?php language_attributes(); ?>><head><?php wp_head(); ?></head><body><?php flush(); ?>`,
  'footer.php': `<?php wp_footer(); ?></body></html>`,
};

/** Switches to it; `back` switches to the theme that the bed began with. */
export function useClassicTheme(bed: Bed): { back(): void } {
  const folder = join(bed.root, 'wp-content/themes/bed-classic');
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const switchTo = (name: string): unknown => wpEval(bed, `switch_theme( '${name}' ); return true;`);
  switchTo('bed-classic');
  return { back: () => void switchTo('twentytwentyfour') };
}
