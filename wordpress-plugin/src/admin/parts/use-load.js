import { useCallback, useEffect, useRef, useState } from '@wordpress/element';

/**
 * What `load` brings: `data` or `error`, and `isLoading` also while it is looked for again. An answer that another one
 * has overtaken is dropped.
 */
export function useLoad(load, dependencies) {
  const [answer, setAnswer] = useState({ isLoading: true });
  const turn = useRef(0);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- The caller says what it depends on.
  const run = useCallback(load, dependencies);

  const reload = useCallback(async () => {
    const mine = ++turn.current;
    const tell = (next) => mine === turn.current && setAnswer(next);
    setAnswer((before) => ({ ...before, isLoading: true }));
    try {
      tell({ data: await run(), isLoading: false });
    } catch (error) {
      tell({ error, isLoading: false });
    }
  }, [run]);

  useEffect(() => {
    reload();
    return () => {
      turn.current += 1;
    };
  }, [reload]);

  return { ...answer, reload };
}
