import domReady from '@wordpress/dom-ready';
import { createRoot } from '@wordpress/element';
import { App } from './app.js';
import './admin.css';

domReady(() => {
  const root = document.getElementById('coop-credentials-admin');
  if (root) {
    createRoot(root).render(<App />);
  }
});
