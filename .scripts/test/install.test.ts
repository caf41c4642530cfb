import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { isWhole } from '../install.js';

describe('What is installed already', () => {
  const locked = {
    '': {},
    core: {},
    'node_modules/@coop-credentials/core': { link: true },
    'node_modules/express': { integrity: 'sha512-a' },
    'node_modules/mocha': { integrity: 'sha512-b', dev: true },
    'node_modules/fsevents': { integrity: 'sha512-c', optional: true },
  };
  const express = { integrity: 'sha512-a' };

  it('is all, after an `npm ci` by hand, whatever this machine has no use for', () =>
    assert.ok(isWhole(locked, { 'node_modules/express': express, 'node_modules/mocha': { integrity: 'sha512-b' } })));

  it('is not all where there is nothing, a part, or another version', () => {
    for (const there of [
      {},
      { 'node_modules/express': express },
      { 'node_modules/express': express, 'node_modules/mocha': { integrity: 'sha512-z' } },
    ]) {
      assert.equal(isWhole(locked, there), false);
    }
  });
});
