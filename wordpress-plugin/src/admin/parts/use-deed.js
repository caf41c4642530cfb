import { useRef, useState } from '@wordpress/element';

/** One deed at a time: `[run, { isBusy, error }]`. `run` gives what the deed gave, or undefined where it failed. */
export function useDeed() {
  const [state, setState] = useState({ isBusy: false, error: undefined });
  const busy = useRef(false);

  const run = async (deed) => {
    if (busy.current) {
      return undefined;
    }
    busy.current = true;
    setState({ isBusy: true, error: undefined });
    try {
      const done = await deed();
      setState({ isBusy: false, error: undefined });
      return done ?? true;
    } catch (error) {
      setState({ isBusy: false, error });
      return undefined;
    } finally {
      busy.current = false;
    }
  };

  return [run, state];
}
