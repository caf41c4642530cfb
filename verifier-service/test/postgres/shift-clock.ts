// Loaded into a process before everything else: its machine's clock is wrong by so many milliseconds.
const shift = Number(process.env['COOP_TEST_CLOCK_SHIFT']);
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...given: []) {
    super(...(given.length > 0 ? given : ([RealDate.now() + shift] as unknown as [])));
  }
  static override now(): number {
    return RealDate.now() + shift;
  }
} as DateConstructor;
