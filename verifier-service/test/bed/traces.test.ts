import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { tracesIn } from './traces.ts';

const canary = 'canary é "7f3a"';
const token = Buffer.from('thirty-two bytes of randomness..').toString('base64url');

describe('tracesIn', () => {
  const around = (text: string) => [text, `a${text}`, `ab${text}`];
  for (const [how, written] of Object.entries({
    plain: [`x${canary}x`],
    JSON: [JSON.stringify({ canary })],
    percent: [`?q=${encodeURIComponent(canary)}&r=1`],
    hex: [Buffer.from(`ab${canary}`).toString('hex').toUpperCase()],
    base64: around(canary).map((text) => Buffer.from(`${text}, and more`).toString('base64')),
    base64url: around(canary).map((text) => Buffer.from(`${text}, and more`).toString('base64url')),
    'UTF-16': [Buffer.from(canary, 'utf16le')],
  })) {
    it(`finds what is written as ${how}`, () => {
      for (const text of written) {
        const found = tracesIn(Buffer.from(text as string), { claim: canary });
        assert.ok(
          found.some((trace) => trace === `claim (${how})`),
          `${String(text)}: ${found.join()}`,
        );
      }
    });
  }

  it('finds the bytes that a token spells', () => {
    assert.deepEqual(tracesIn(Buffer.from(token, 'base64url'), { token }), ['token (its bytes)']);
  });

  it('finds nothing where nothing is', () => {
    assert.deepEqual(tracesIn(Buffer.from('another text'), { claim: canary, token }), []);
  });
});
