const { readdirSync, existsSync } = require('node:fs');
const { join, resolve } = require('node:path');
const wordpress = require('@wordpress/scripts/config/webpack.config');

const sources = resolve(__dirname, '../src');

/** WordPress' tool finds blocks by their block.json; every other folder of `src` with an `index.js` is a script too. */
const scripts = () =>
  Object.fromEntries(
    readdirSync(sources)
      .filter((name) => existsSync(join(sources, name, 'index.js')) && !existsSync(join(sources, name, 'block.json')))
      .map((name) => [`${name}/index`, join(sources, name, 'index.js')]),
  );

module.exports = { ...wordpress, entry: () => ({ ...wordpress.entry(), ...scripts() }) };
