import { __ } from '@wordpress/i18n';

/** Gates for what is often put behind one, found in the inserter by their own names. */
export const variations = () => [
  {
    name: 'download',
    title: __('Members’ download', 'coop-credentials'),
    description: __('A file for members of the co-ops you welcome.', 'coop-credentials'),
    icon: 'download',
    keywords: [__('file', 'coop-credentials'), __('members', 'coop-credentials')],
    attributes: { label: __('Members’ download', 'coop-credentials') },
    innerBlocks: [['core/file', {}]],
    scope: ['inserter'],
  },
  {
    name: 'offer',
    title: __('Members’ offer', 'coop-credentials'),
    description: __('A text with a button for members of the co-ops you welcome.', 'coop-credentials'),
    icon: 'tag',
    keywords: [__('button', 'coop-credentials'), __('members', 'coop-credentials')],
    attributes: { label: __('Members’ offer', 'coop-credentials') },
    innerBlocks: [
      ['core/paragraph', {}],
      ['core/buttons', {}, [['core/button', {}]]],
    ],
    scope: ['inserter'],
  },
  {
    name: 'video',
    title: __('Members’ video', 'coop-credentials'),
    description: __('A video for members of the co-ops you welcome.', 'coop-credentials'),
    icon: 'video-alt3',
    keywords: [__('film', 'coop-credentials'), __('members', 'coop-credentials')],
    attributes: { label: __('Members’ video', 'coop-credentials') },
    innerBlocks: [['core/embed', {}]],
    scope: ['inserter'],
  },
];
