import { readFileSync } from 'node:fs';
import express, { type Router } from 'express';

const stylesheet = readFileSync(new URL('demo.css', import.meta.url), 'utf8');

/** The one stylesheet, and the scripts that a place's pages use. */
export function assets(scripts: Readonly<Record<string, string>> = {}): Router {
  const router = express.Router();
  router.get('/demo.css', (_request, response) => void response.type('css').send(stylesheet));
  for (const [path, text] of Object.entries(scripts)) {
    router.get(path, (_request, response) => void response.type('js').send(text));
  }
  return router;
}
