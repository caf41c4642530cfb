import type { SiteRecognition } from '@coop-credentials/core/wallet';
import { decline, share, type Reply } from './answer.ts';
import { answerableAlone, welcomeIssuers } from './asked-questions.ts';
import { isSelective, readCard } from './card.ts';
import { button, element } from './element.ts';
import { coOpLinks, whyEmpty } from './co-op-links.ts';
import { matchCards, type Answerable } from './match-cards.ts';
import { readRequest, type AskedRequest } from './request.ts';
import { nameOf, sharedWith, whoAsks } from './request-summary.ts';
import type { WalletSettings } from './settings.ts';
import { show, showTrouble } from './show.ts';
import { keptCards, ownSigner } from './vault.ts';
import { whoIsRecognised } from './who-is-recognised.ts';

const severalCards = 'This site asks for several cards together. This wallet shows one at a time. Nothing was shared.';

/** A site asks: who, what for, what would be shared, and yes or no. */
export async function showRequest(link: URLSearchParams, settings: WalletSettings): Promise<void> {
  let request: AskedRequest;
  let answers: readonly Answerable[];
  let recognition: SiteRecognition;
  try {
    request = await readRequest(link);
    if (answerableAlone(request.query).length === 0) throw new Error(severalCards);
    recognition = await whoIsRecognised(request);
    answers = matchCards(await keptCards(), request.query, (await ownSigner()).controller);
  } catch (error) {
    const home = { href: settings.site, text: 'To Riverside Commons' };
    return showTrouble('This request was not answered', (error as Error).message, { ways: [home] });
  }
  let chosen = answers.find(({ doubts }) => doubts.length === 0);

  const willShare = element('div', { 'aria-live': 'polite' });
  const trouble = element('p', { class: 'trouble', role: 'alert' });
  const describe = () => {
    willShare.replaceChildren(chosen ? sharedWith(chosen) : '');
    trouble.replaceChildren();
  };
  describe();

  show(
    `${nameOf(request, recognition)} asks for your membership`,
    whoAsks(request, recognition),
    ...(answers.length > 0
      ? [
          element('section', { class: 'card' }, choice(), willShare),
          trouble,
          element(
            'p',
            { class: 'actions' },
            button('Share it', 'primary', async () => {
              if (chosen) finish(await share(chosen, request));
              else trouble.textContent = 'Choose a membership first, or choose “Don’t share”.';
            }),
            button('Don’t share', 'quiet', async () => finish(await decline(request), true)),
          ),
        ]
      : [
          noCards(request, settings),
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
      !chosen && element('p', {}, 'None of your cards is likely to be taken here. You can try one all the same.'),
      answers.map((answer, index) => {
        const radio = element('input', {
          type: 'radio',
          name: 'card',
          id: `card-${index}`,
          checked: answer === chosen,
        });
        radio.addEventListener('change', () => {
          chosen = answer;
          describe();
        });
        const { coOp, kind } = readCard(answer.card);
        return element(
          'div',
          { class: 'option' },
          radio,
          element(
            'label',
            { for: `card-${index}` },
            element('strong', {}, coOp),
            ` ${kind}`,
            isSelective(answer.card) && element('span', { class: 'selective' }, 'Shows only what is asked'),
            answer.doubts.map((doubt) => element('span', { class: 'doubt' }, doubt)),
          ),
        );
      }),
    );
  }

  function finish(reply: Reply, declined = false): void {
    history.replaceState(null, '', '/');
    if (!reply.taken) return showTrouble('The site did not take it', reply.title, { code: reply.code });
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

/** The co-ops that the site welcomes come first: a membership from another one would only be refused. */
function noCards({ query }: AskedRequest, settings: WalletSettings): HTMLElement {
  const welcome = welcomeIssuers(query);
  const [first, others] = [true, false].map((wanted) =>
    settings.coOps.filter(({ did }) => (welcome.length === 0 || welcome.includes(did)) === wanted),
  );
  return element(
    'section',
    { class: 'card' },
    whyEmpty(settings),
    element('p', {}, 'There is no membership in this wallet yet. Get one, then go back to the site and ask again:'),
    coOpLinks(first!),
    others!.length > 0 && element('p', {}, 'This site does not know:'),
    others!.length > 0 && coOpLinks(others!),
  );
}
