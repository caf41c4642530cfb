import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'mocha';
import { attempts } from '../demo/mischief/attempts.ts';
import { assertAccessible } from './accessible.ts';
import { screens } from './browser.ts';
import { Person, type CoOpName } from './person.ts';

const refused: readonly { from: CoOpName; which?: string; says: RegExp; code: string }[] = [
  { from: 'Harvest Co-op', which: 'Get a membership that has ended', says: /ended on/, code: 'credential_expired' },
  {
    from: 'Harvest Co-op',
    which: 'Get a Meadow Housing membership from us',
    says: /^The co-op at localhost:\d+ signed this|^The co-op that signed this may only speak/,
    code: 'issuer_not_for_this_coop',
  },
  {
    from: 'Harvest Co-op',
    which: 'Get a membership that was issued to Ben',
    says: /issued to another wallet/,
    code: 'subject_mismatch',
  },
  { from: 'Pebble Club', says: /does not know the co-op at localhost:\d+/, code: 'issuer_not_recognised' },
];

for (const [size, screen] of Object.entries(screens)) {
  describe(`at the lounge’s door on a ${size}`, function () {
    this.timeout(180_000);

    for (const { from, which, says, code } of refused) {
      it(`${which ?? `Get the membership of ${from}`}: the door says why not (${code})`, async () => {
        const person = await Person.with(screen);
        await person.getMembership(from, which);
        await assertAccessible(person.page);
        const wallet = await person.openWalletAtDoor('/lounge');
        await assertAccessible(wallet);
        await wallet.getByRole('button', { name: 'Share it' }).click();
        await wallet.getByText('Choose a membership first').waitFor();
        await wallet.getByRole('radio').check();
        await wallet.getByRole('button', { name: 'Share it' }).click();
        await wallet.getByRole('heading', { name: says }).waitFor();
        await wallet.getByText(code).waitFor();
        assert.doesNotMatch(await wallet.content(), /Come in, make yourself at home/);
        await assertAccessible(wallet);
        await person.leave();
      });
    }
  });

  describe(`the page “What must fail” on a ${size}`, function () {
    this.timeout(180_000);
    let person: Person;
    before(async () => {
      person = await Person.with(screen);
      await person.page.goto(`${person.demo.origins.site}/what-must-fail`);
    });
    after(() => person.leave());

    const codes: Readonly<Record<string, string>> = {
      expired: 'credential_expired',
      unrecognised: 'issuer_not_recognised',
      'for-another': 'issuer_not_for_this_coop',
      'someone-elses': 'subject_mismatch',
      revoked: 'credential_revoked',
      suspended: 'credential_suspended',
      'used-twice': 'limit_reached',
      replayed: 'nonce_mismatch',
      forged: 'request_not_answered',
      forwarded: 'response_code_missing',
    };

    for (const { id, title } of attempts) {
      it(`${title}: was really tried, and the door stayed shut`, async () => {
        const attempt = person.page.locator(`#${id}`);
        await attempt.getByRole('button').click();
        await attempt.getByText('The door stayed shut.').waitFor();
        assert.equal(await attempt.locator('code').innerText(), codes[id]);
      });
    }

    it('is accessible with all results on it', () => assertAccessible(person.page));

    it('tries all of them with one button', async () => {
      await person.page.reload();
      await person.page.getByRole('button', { name: /^Try all/ }).click();
      await person.page
        .getByText('The door stayed shut.')
        .nth(attempts.length - 1)
        .waitFor();
    });
  });
}
