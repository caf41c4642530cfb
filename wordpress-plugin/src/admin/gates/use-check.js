import { useEffect, useState } from '@wordpress/element';
import { send } from '../api.js';
import { toSend } from './gate-form.ts';

const PATIENCE = 500;

/**
 * What the service says a document means, a moment after the last change: `{ answer, error, isLoading }`. The former
 * answer stays until the new one is there, so that nothing jumps.
 */
export function useCheck(document) {
  const text = document === undefined ? undefined : JSON.stringify(toSend(document));
  const [state, setState] = useState({ isLoading: true });
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    if (text === undefined) {
      return undefined;
    }
    let isOver = false;
    setState((before) => ({ ...before, isLoading: true }));
    const timer = setTimeout(async () => {
      try {
        const answer = await send('POST', '/admin/gates/check', { document: JSON.parse(text) });
        isOver || setState({ answer, of: text, isLoading: false });
      } catch (error) {
        isOver || setState({ error, isLoading: false });
      }
    }, PATIENCE);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [text, turn]);

  return { ...state, isFresh: state.of === text, reload: () => setTurn(turn + 1) };
}
