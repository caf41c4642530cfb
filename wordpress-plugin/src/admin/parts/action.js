import { Button } from '@wordpress/components';

/** A button that stays where it is while its work goes on: it keeps the focus, and a second press does nothing. */
export function Action({ isBusy = false, isOff = false, onClick, children, ...props }) {
  const rests = isBusy || isOff;
  return (
    <Button
      variant="secondary"
      {...props}
      isBusy={isBusy}
      aria-disabled={rests || undefined}
      onClick={rests ? (event) => event.preventDefault() : onClick}
    >
      {children}
    </Button>
  );
}
