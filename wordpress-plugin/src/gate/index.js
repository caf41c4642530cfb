import { registerBlockType } from '@wordpress/blocks';
import metadata from './block.json';
import { Edit, Save } from './edit.js';
import { variations } from './variations.js';
import './editor.css';
import './style.css';

registerBlockType(metadata.name, { edit: Edit, save: Save, variations: variations() });
