import type { RequestState } from './request-state.ts';
import { asking } from './views/asking.ts';
import { checking } from './views/checking.ts';
import { locked } from './views/locked.ts';
import { opened } from './views/opened.ts';
import { refused } from './views/refused.ts';
import type { ViewContext } from './views/view.ts';

/** The screen of a state. */
export function draw(context: ViewContext, state: RequestState): Node[] {
  switch (state.name) {
    case 'locked':
    case 'opening':
      return locked(context);
    case 'asking':
      return asking(context, state);
    case 'checking':
      return checking(context, state.elsewhere);
    case 'opened':
      return opened(context, state.grant);
    case 'refused':
      return refused(context, state.refusal);
  }
}

/** Puts a new screen in place of the old; focus and what was unfolded stay where the same control is still there. */
export function replaceScreen(screen: HTMLElement, nodes: readonly Node[]): void {
  const root = screen.getRootNode() as ShadowRoot;
  const focused = root.activeElement?.id;
  const unfolded = [...screen.querySelectorAll('details[open]')].map(({ id }) => id);
  screen.replaceChildren(...nodes);
  for (const id of unfolded) root.getElementById(id)?.setAttribute('open', '');
  if (focused) root.getElementById(focused)?.focus({ preventScroll: true });
}
