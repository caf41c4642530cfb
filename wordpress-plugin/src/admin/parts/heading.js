import { useEffect, useRef } from '@wordpress/element';

/** The heading of a view or a step. With `takesFocus` it says where one is after coming from elsewhere. */
export function Heading({ level = 2, takesFocus = false, children, ...attributes }) {
  const element = useRef();
  useEffect(() => {
    if (takesFocus) {
      element.current?.focus({ preventScroll: true });
      element.current?.scrollIntoView({ block: 'start' });
    }
  }, [takesFocus]);
  const Tag = `h${level}`;
  return (
    <Tag {...attributes} ref={element} tabIndex={-1} className="coop-admin__heading">
      {children}
    </Tag>
  );
}
