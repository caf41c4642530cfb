import { after, before, describe, it } from 'mocha';
import { assertAccessible } from './accessible.ts';
import { screens } from './browser.ts';
import { Person } from './person.ts';

for (const [size, screen] of Object.entries({
  ...screens,
  'narrow phone': { ...screens.phone, viewport: { width: 320, height: 640 } },
})) {
  describe(`every page on a ${size}`, function () {
    this.timeout(180_000);
    let person: Person;
    before(async () => (person = await Person.with(screen)));
    after(() => person.leave());

    for (const [place, path] of [
      ['site', '/'],
      ['site', '/lounge'],
      ['site', '/shop'],
      ['site', '/basket'],
      ['site', '/how-it-works'],
      ['site', '/what-must-fail'],
      ['harvest', '/'],
      ['meadow', '/'],
      ['pebble', '/'],
      ['wallet', '/'],
      ['federation', '/'],
    ] as const) {
      it(`is accessible: ${place}${path}`, async () => {
        await person.page.goto(person.demo.origins[place] + path);
        for (const fold of await person.page.locator('summary').all()) await fold.click();
        await assertAccessible(person.page);
      });
    }
  });
}
