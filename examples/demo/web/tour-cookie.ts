/** In the browser: ticks steps of the guided tour, here and on the pages to come. */
export function tickSteps(...steps: readonly string[]): void {
  const tour = document.getElementById('tour');
  const { start } = tour?.dataset ?? {};
  if (!tour || start === undefined) return;
  const [from, ...earlier] = (/(?:^|; )demo_tour=([\w.]*)/.exec(document.cookie)?.[1] ?? '').split('.');
  const done = new Set([...(from === start ? earlier : []), ...steps]);
  document.cookie = `demo_tour=${[start, ...done].join('.')}; Path=/; SameSite=Lax`;
  for (const step of done) tour.querySelector(`[data-step=${step}]`)?.classList.add('done');
}
