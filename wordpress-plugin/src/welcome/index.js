import { registerBlockType } from '@wordpress/blocks';
import metadata from './block.json';
import { Edit } from './edit.js';
import './editor.css';
import './style.css';

registerBlockType(metadata.name, { edit: Edit, save: () => null });
