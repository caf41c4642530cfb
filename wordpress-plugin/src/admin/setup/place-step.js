import apiFetch from '@wordpress/api-fetch';
import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { ContactField } from '../connection/contact-field.js';
import { Action } from '../parts/action.js';
import { Failure } from '../parts/answers.js';
import { useDeed } from '../parts/use-deed.js';
import { start } from '../start.js';
import { gatedContent } from './gated-content.ts';

/** A page with the gate, by one click; or how to put it on a page that is there. */
export function PlaceStep({ gate }) {
  const [page, setPage] = useState();
  const [run, { isBusy, error }] = useDeed();

  const create = async () => {
    const made = await run(() =>
      apiFetch({
        path: '/wp/v2/pages',
        method: 'POST',
        data: {
          title: gate.name,
          status: 'draft',
          content: gatedContent(gate, __('Put here what only members read: text, pictures, anything.', 'coop-credentials')),
        },
      }),
    );
    if (made) {
      setPage(made);
    }
  };
  const edit = (id) => `${start.admin}post.php?post=${id}&action=edit`;

  return (
    <>
      {start.pages && (
        <>
          <p>
            {
              /* translators: %s: name of a gate. */
              sprintf(__('Make a new page with the gate “%s”. It is a draft that nobody sees until you publish it.', 'coop-credentials'), gate.name)
            }
          </p>
          <Failure error={error} />
          <div role="status">
            {page && <p>{__('The page is there. Write what members read, then publish it.', 'coop-credentials')}</p>}
          </div>
          {page ? (
            <Button variant="primary" href={edit(page.id)}>
              {__('Write the page', 'coop-credentials')}
            </Button>
          ) : (
            <Action variant="primary" isBusy={isBusy} onClick={create}>
              {__('Make the page', 'coop-credentials')}
            </Action>
          )}
        </>
      )}
      <p>
        {__(
          'On a page that is there already: add the block “Members’ gate”, choose this gate, and put what is for members into it. To close a whole page, choose the gate under “For members only” in the page’s settings.',
          'coop-credentials',
        )}
      </p>
      <h4>{__('Who helps visitors', 'coop-credentials')}</h4>
      <ContactField />
    </>
  );
}
