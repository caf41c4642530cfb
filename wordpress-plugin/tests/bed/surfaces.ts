import type { GatedPost } from './gated-posts.ts';
import { canary } from './pages.ts';

/** Every address at which WordPress gives something of a post. */
export const surfacesOf = ({ id, path }: GatedPost, siteUrl: string): readonly string[] => [
  path,
  `/?p=${id}`,
  `${path}?preview=true`,
  `${path}?preview=true&coop_preview=open`,
  `${path}?replytocom=1`,
  `${path}2/`,
  `${path}embed/`,
  `${path}feed/`,
  `${path}feed/atom/`,
  `${path}trackback/`,
  `/wp-json/wp/v2/posts/${id}`,
  `/wp-json/wp/v2/posts/${id}?_embed`,
  `/wp-json/wp/v2/posts/${id}?context=edit`,
  `/wp-json/wp/v2/posts/${id}?context=embed`,
  `/wp-json/wp/v2/posts/${id}?password=x`,
  `/wp-json/wp/v2/posts/${id}/revisions`,
  `/wp-json/wp/v2/posts/${id}/autosaves`,
  `/wp-json/wp/v2/comments?post=${id}&_embed`,
  `/?rest_route=/wp/v2/posts/${id}&_envelope`,
  `/wp-json/oembed/1.0/embed?url=${encodeURIComponent(siteUrl + path)}`,
  `/wp-json/oembed/1.0/embed?format=xml&url=${encodeURIComponent(siteUrl + path)}`,
  `/wp-json/wp/v2/block-renderer/core/post-content?context=edit&post_id=${id}`,
  `/wp-trackback.php?p=${id}`,
  `/wp-admin/post.php?post=${id}&action=edit`,
];

/** Of those the ones that print content, each by another part of WordPress. */
export const mainSurfacesOf = ({ id, path }: GatedPost, siteUrl: string): readonly string[] => [
  path,
  `${path}embed/`,
  `${path}feed/`,
  `/wp-json/wp/v2/posts/${id}`,
  `/wp-json/wp/v2/comments?post=${id}&_embed`,
  `/wp-json/oembed/1.0/embed?url=${encodeURIComponent(siteUrl + path)}`,
];

const terms = ['category/above', 'category/above/below', 'category/uncategorized', 'tag/inner'];
const authors = ['leak-administrator', 'leak-editor', 'leak-author', 'leak-contributor'];
const year = String(new Date().getUTCFullYear());
const feeds = ['feed/', 'feed/rdf/', 'feed/atom/', 'feed/rss/', 'feed/rss2/'];
const lists = ['posts', 'pages', 'blocks', 'comments', 'media', 'categories', 'tags', 'users', 'search', 'navigation'];
const closed = ['coop_sealed', 'templates', 'template-parts', 'widgets', 'sidebars', 'menu-items', 'global-styles'];

/** Every address at which WordPress gives something of many posts. */
export const commonSurfaces: readonly string[] = [
  '/',
  '/page/2/',
  ...[...terms, ...authors.map((name) => `author/${name}`), year].flatMap((name) => [`/${name}/`, `/${name}/feed/`]),
  `/${year}/feed/atom/`,
  ...feeds.flatMap((name) => [`/${name}`, `/comments/${name}`]),
  '/?feed=rss2&withcomments=1',
  ...lists.flatMap((name) => [`/wp-json/wp/v2/${name}`, `/wp-json/wp/v2/${name}?per_page=100&_embed`]),
  ...closed.map((name) => `/wp-json/wp/v2/${name}`),
  '/wp-json/wp/v2/posts?per_page=100&_fields=content,excerpt,meta',
  '/wp-json/wp/v2/posts?per_page=100&_jsonp=call',
  '/wp-json/wp/v2/posts?context=edit',
  '/wp-json/wp/v2/posts?status=private',
  '/?post_type=coop_sealed',
  `/?s=${canary}`,
  `/?s=${canary}&post_type=coop_sealed`,
  `/?s=${canary}&feed=rss2`,
  `/?s=leak+-${canary}`,
  `/wp-json/wp/v2/posts?search=${canary}`,
  `/wp-json/wp/v2/posts?search=${canary}&orderby=relevance`,
  `/wp-json/wp/v2/posts?search=${canary}&search_columns=post_content`,
  `/wp-json/wp/v2/posts?search=${canary}&search_columns=post_excerpt`,
  `/wp-json/wp/v2/search?search=${canary}`,
  `/wp-json/wp/v2/search?search=${canary}&subtype=any&_embed`,
  `/wp-json/wp/v2/comments?search=${canary}`,
  '/wp-json/wp/v2/block-renderer/core/latest-posts?context=edit&attributes[displayPostContent]=true',
  '/wp-json/',
  '/wp-json/batch/v1',
  '/wp-sitemap.xml',
  '/wp-sitemap-posts-post-1.xml',
  '/wp-sitemap-posts-page-1.xml',
  '/wp-sitemap-taxonomies-category-1.xml',
  '/wp-sitemap-users-1.xml',
  '/robots.txt',
  '/wp-links-opml.php',
  '/wp-admin/admin-ajax.php?action=get-comments',
  '/wp-admin/admin-ajax.php?action=find_posts',
  '/wp-admin/admin-ajax.php?action=wp-link-ajax',
  '/wp-admin/admin-ajax.php?action=query-attachments',
  '/wp-admin/export.php?download=true',
];

const block = (name: string, attributes: object = {}): string => `<!-- wp:${name} ${JSON.stringify(attributes)} /-->`;
const query = `<!-- wp:query {"query":{"perPage":50,"postType":"post","inherit":false}} --><div class="wp-block-query"><!-- wp:post-template -->${['post-title', 'post-excerpt', 'post-content', 'post-featured-image', 'post-comments-count', 'post-navigation-link', 'read-more'].map((name) => block(name, name === 'post-featured-image' ? { useFirstImageFromPost: true } : {})).join('')}<!-- /wp:post-template --></div><!-- /wp:query -->`;

/** Pages of blocks that print other posts. */
export const pagesAboutPosts: Readonly<Record<string, string>> = {
  'All latest posts': `${block('latest-posts', { displayPostContent: true, displayPostContentRadio: 'full_post', postsToShow: 50 })}${block('latest-posts', { displayPostContent: true, postsToShow: 50 })}`,
  'All in a query': query,
  'All latest comments': block('latest-comments', { commentsToShow: 50, displayExcerpt: true }),
  'All archives': `${block('archives')}${block('calendar')}${block('tag-cloud')}${block('rss', { feedURL: '/feed/' })}`,
};

/** Searches of wp-admin's dialogues, which anybody with an account may send: the fields of the words and the nonce. */
export const adminSearches = [
  { action: 'wp-link-ajax', words: 'search', nonce: '_ajax_linking_nonce', nonceOf: 'internal-linking' },
  { action: 'find_posts', words: 'ps', nonce: '_ajax_nonce', nonceOf: 'find-posts' },
] as const;

/** What anybody may send to xmlrpc.php; `%d` is a post. */
export const xmlRpcCalls: readonly string[] = [
  'wp.getPost',
  'wp.getPosts',
  'wp.getRevisions',
  'wp.getComments',
  'wp.getPage',
  'metaWeblog.getPost',
  'metaWeblog.getRecentPosts',
  'blogger.getPost',
  'blogger.getRecentPosts',
  'mt.getRecentPostTitles',
  'mt.getPostCategories',
  'mt.getTrackbackPings',
  'pingback.extensions.getPingbacks',
];

/** `wp.getComments` as anybody with an account may send it: what is approved, of one post. */
export const xmlRpcComments = (id: number, user: string): string => {
  const param = (value: string): string => `<param><value>${value}</value></param>`;
  const member = (name: string, value: string): string =>
    `<member><name>${name}</name><value>${value}</value></member>`;
  const text = (value: string): string => `<string>${value}</string>`;
  const which = `<struct>${member('status', text('approve'))}${member('post_id', `<int>${id}</int>`)}</struct>`;
  const params = ['<int>1</int>', text(user), text(user), which].map(param).join('');
  return `<?xml version="1.0"?><methodCall><methodName>wp.getComments</methodName><params>${params}</params></methodCall>`;
};
