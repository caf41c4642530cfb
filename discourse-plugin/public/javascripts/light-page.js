/**
 * The light page: gives the element its words, leads on once a gate has opened, and tells the element what the site
 * knows by now. No Ember is here to listen on the message bus, so the page asks, while somebody looks at it.
 */
(() => {
  const EVERY = 30_000;
  const element = document.querySelector('coop-credential-request');
  if (!element) {
    return;
  }
  const words = document.getElementById('coop-credentials-messages');
  if (words) {
    element.messages = JSON.parse(words.textContent);
  }

  /** What must differ before the element is told again: it speaks each time. */
  const summary = (standing) => JSON.stringify([standing?.state, standing?.until, standing?.problem?.code]);
  const first = element.getAttribute('grant');
  let known = summary(first ? JSON.parse(first) : undefined);

  const enter = document.getElementById('coop-enter');
  element.addEventListener('coop-credential-accepted', ({ detail }) => {
    if (detail?.url && enter) {
      enter.href = detail.url;
    }
    known = summary(detail);
  });

  const look = async () => {
    if (document.hidden) {
      return;
    }
    const response = await fetch(element.dataset.standingUrl, { headers: { Accept: 'application/json' }, cache: 'no-store' });
    if (!response.ok || response.redirected) {
      return;
    }
    const standing = await response.json();
    const now = summary(standing);
    if (now === known || !['accepted', 'rejected'].includes(standing?.state)) {
      return;
    }
    known = now;
    if (standing.url && enter) {
      enter.href = standing.url;
    }
    element.told(standing);
  };
  // Away from the net nothing is known anew: the next look tells.
  const tryToLook = () => look().catch(() => undefined);

  document.addEventListener('visibilitychange', tryToLook);
  setInterval(tryToLook, EVERY);
})();
