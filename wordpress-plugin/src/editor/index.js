import { registerPlugin } from '@wordpress/plugins';
import { DocumentPanel } from './document-panel.js';

registerPlugin('coop-credentials', { render: DocumentPanel });
