import { FormTokenField } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { get } from '../admin/api.js';

const tokenOf = ({ id, name }) => `${name} (${id})`;

/** Products or categories, found by a part of their name. */
export function ThingsField({ kind, label, value, onChange }) {
  const [search, setSearch] = useState('');
  const [found, setFound] = useState([]);

  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const { things } = await get(`/admin/offers/things?kind=${kind}&search=${encodeURIComponent(search)}`).catch(
        () => ({ things: [] }),
      );
      if (isCurrent) setFound(things);
    }, 250);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [kind, search]);

  const known = [...value, ...found];
  return (
    <div className="coop-admin__fieldset">
    <FormTokenField
      __nextHasNoMarginBottom
      __next40pxDefaultSize
      label={label}
      value={value.map(tokenOf)}
      suggestions={found.map(tokenOf)}
      onInputChange={setSearch}
      onChange={(tokens) =>
        onChange(tokens.map((token) => known.find((thing) => tokenOf(thing) === token)).filter(Boolean))
      }
      __experimentalValidateInput={(token) => known.some((thing) => tokenOf(thing) === token)}
      __experimentalShowHowTo={false}
      __experimentalExpandOnFocus
      placeholder={value.length === 0 ? __('All', 'coop-credentials') : ''}
    />
    </div>
  );
}
