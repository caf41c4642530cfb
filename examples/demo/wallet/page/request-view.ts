import { decline, share, type Reply } from './answer.ts';
import { doubts, hostOf, readCard, type Card } from './card.ts';
import { button, element, facts } from './element.ts';
import { askedClaims, matchCards, type Answerable } from './match-cards.ts';
import { readRequest, type AskedRequest } from './request.ts';
import type { WalletSettings } from './settings.ts';
import { show, showTrouble } from './show.ts';
import { keptCards, ownSigner } from './vault.ts';

/** A site asks: who, what for, what would be shared, and yes or no. */
export async function showRequest(link: URLSearchParams, settings: WalletSettings): Promise<void> {
  let request: AskedRequest;
  let answers: readonly Answerable[];
  try {
    request = await readRequest(link);
    answers = matchCards(await keptCards(), request.query);
  } catch (error) {
    return showTrouble('This request was not answered', (error as Error).message);
  }
  const { controller } = await ownSigner();
  let chosen = answers[0];

  const willShare = element('div', { 'aria-live': 'polite' });
  const describe = () => willShare.replaceChildren(chosen ? sharedWith(chosen.card) : '');
  describe();

  show(
    `${request.siteName} asks for your membership`,
    whoAsks(request),
    ...(answers.length > 0
      ? [
          element('section', { class: 'card' }, choice(), willShare),
          element(
            'p',
            { class: 'actions' },
            button('Share it', 'primary', async () => finish(await share(chosen!, request))),
            button('Don’t share', 'quiet', async () => finish(await decline(request), true)),
          ),
        ]
      : [
          noCards(settings),
          element(
            'p',
            { class: 'actions' },
            button('Don’t share', 'quiet', async () => finish(await decline(request), true)),
          ),
        ]),
  );

  function choice(): HTMLElement {
    return element(
      'fieldset',
      {},
      element('legend', {}, 'Which membership?'),
      answers.map((answer, index) => {
        const radio = element('input', { type: 'radio', name: 'card', id: `card-${index}`, checked: index === 0 });
        radio.addEventListener('change', () => {
          chosen = answer;
          describe();
        });
        const { coOp, kind } = readCard(answer.card);
        const warnings = [...doubts(answer.card, controller), ...(answer.fits ? [] : ['Not what this site asked for'])];
        return element(
          'div',
          { class: 'option' },
          radio,
          element(
            'label',
            { for: `card-${index}` },
            element('strong', {}, coOp),
            ` ${kind}`,
            warnings.map((warning) => element('span', { class: 'doubt' }, warning)),
          ),
        );
      }),
    );
  }

  function finish(reply: Reply, declined = false): void {
    history.replaceState(null, '', '/');
    if (!reply.taken) return showTrouble('The site did not take it', reply.title, reply.code);
    if (reply.continueAt !== undefined && !declined) return location.replace(reply.continueAt);
    const { siteName } = request;
    show(
      declined ? 'Nothing was shared' : 'Sent',
      element(
        'p',
        {},
        declined
          ? 'The site knows that you said no, and nothing else.'
          : 'Look at the other screen: it says how it went.',
      ),
      element(
        'p',
        { class: 'actions' },
        reply.continueAt !== undefined &&
          element('a', { class: 'button primary', href: reply.continueAt }, `Back to ${siteName}`),
        element('a', { class: 'button quiet', href: '/' }, 'My cards'),
      ),
    );
  }
}

function whoAsks({ vouchedOrigin, responseUri, siteName, purpose, matchCode, query }: AskedRequest): HTMLElement {
  return element(
    'section',
    { class: 'card' },
    vouchedOrigin === undefined
      ? element(
          'p',
          { class: 'warning' },
          element('strong', {}, 'Not recognised. '),
          `Nobody signed this request. The name “${siteName}” may be invented; the answer would go to ${new URL(responseUri).host}. Share only if you came here from a site you trust.`,
        )
      : element(
          'p',
          { class: 'vouched' },
          'Checked: this request is signed by the website ',
          element('strong', {}, new URL(vouchedOrigin).host),
          '.',
        ),
    facts([
      ...(purpose ? [['What for', purpose] as const] : []),
      [
        'Wants to see',
        askedClaims(query)
          .map((claim) => claimNames[claim] ?? claim)
          .join(', ') || 'your membership',
      ],
    ]),
    ...(matchCode
      ? [
          element(
            'p',
            { class: 'match' },
            'The other screen must show the number ',
            element('strong', {}, matchCode),
            '. If it shows another one, or none, do not share.',
          ),
        ]
      : []),
  );
}

/** These kinds of credential are shown whole or not at all, so the wallet says what that is. */
function sharedWith(card: Card): HTMLElement {
  const { coOp, issuer, kind, since, number, until } = readCard(card);
  return element(
    'div',
    {},
    element('h2', {}, 'What will be shared'),
    element(
      'ul',
      {},
      element('li', {}, `That you are a member of ${coOp} (${kind.toLowerCase()}${since ? `, since ${since}` : ''})`),
      element(
        'li',
        {},
        `That ${hostOf(issuer)} says so${until ? `, until ${new Intl.DateTimeFormat('en', { dateStyle: 'long' }).format(until)}` : ''}`,
      ),
      element('li', {}, number ? 'A random membership number, and your wallet’s key' : 'Your wallet’s key'),
    ),
    element('p', {}, 'Not your name. Your co-op is not told.'),
  );
}

const claimNames: Readonly<Record<string, string>> = {
  memberOf: 'your co-op',
  membershipClass: 'what kind of member you are',
  membershipId: 'a random membership number',
};

const noCards = ({ coOps }: WalletSettings) =>
  element(
    'section',
    { class: 'card' },
    element('p', {}, 'There is no membership in this wallet yet. Get one, then come back to the site and ask again:'),
    element(
      'ul',
      { class: 'plain' },
      coOps.map(({ name, origin }) => element('li', {}, element('a', { href: origin }, name))),
    ),
  );
