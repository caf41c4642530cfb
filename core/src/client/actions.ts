import { call } from './host-calls.ts';
import type { Presenter } from './presenter.ts';
import type { RequestFlow } from './request-flow.ts';
import type { Screen } from './screen.ts';
import type { Actions, ViewContext } from './views/view.ts';
import { fill } from './words.ts';

export interface ActionPorts {
  readonly flow: () => RequestFlow | undefined;
  readonly screen: Screen;
  readonly presenter: Presenter;
  readonly context: () => ViewContext;
  /** The host has forgotten. */
  readonly forgotten: () => void;
}

/** How long a button says that it did its work. */
const praise = 3000;

/** What the buttons do. */
export function actions({ flow, screen, presenter, context, forgotten }: ActionPorts): Actions {
  const say = (text: string): void => screen.announcer.say(text);

  async function extend(): Promise<void> {
    const { asking } = context().catalogue.words;
    const longer = await flow()?.extend();
    const state = flow()?.state;
    if (state?.name !== 'asking') return;
    const time = context().language.timeLeft(state.expiresAt - Date.now());
    say(longer ? fill(asking.extended, { time }) : asking.noMoreTime);
  }

  async function copy(link: string): Promise<void> {
    const { asking } = context().catalogue.words;
    try {
      await navigator.clipboard.writeText(link);
    } catch {
      // Not a secure page, or not allowed: the visitor copies by hand.
      presenter.asking = { ...presenter.asking, linkShown: true };
      presenter.draw();
      const field = screen.find('link');
      if (field instanceof HTMLInputElement) {
        field.focus();
        field.select();
      }
      return say(asking.copyFailed);
    }
    say(asking.copied);
    const label = screen.find('copy')?.firstElementChild;
    if (!label) return;
    label.textContent = asking.copiedShort;
    setTimeout(() => {
      label.textContent = asking.copy;
    }, praise);
  }

  async function forget(): Promise<void> {
    const { opened } = context().catalogue.words;
    screen.busy();
    const outcome = await call((url, init) => fetch(url, init), context().attribute('forget-url') ?? '', {});
    if ('refusal' in outcome) {
      presenter.draw();
      return screen.note(opened.forgetFailed);
    }
    forgotten();
  }

  return {
    start: () => void flow()?.start(),
    retry: () => flow()?.retry(),
    extend: () => void extend(),
    leave: () => flow()?.leave(),
    forget: () => void forget(),
    copy: (link) => void copy(link),
    toggleCode() {
      presenter.asking = { ...presenter.asking, otherCode: !presenter.asking.otherCode };
      presenter.draw();
    },
  };
}
