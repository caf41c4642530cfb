import { useEffect, useMemo } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { get } from './api.js';
import { go, useLocation, ViewLink } from './location.js';
import { Failure, Loading } from './parts/answers.js';
import { ListBanners } from './lists/list-banners.js';
import { useLoad } from './parts/use-load.js';
import { views } from './views.js';

/** Tabs above, one view below. */
export function App() {
  const all = useMemo(views, []);
  const { view, query } = useLocation();
  const current = all.find(({ name }) => name === view);

  return (
    <>
      <nav className="nav-tab-wrapper coop-admin__tabs" aria-label={__('Co-op Credentials', 'coop-credentials')}>
        {all.map(({ name, title }) => (
          <ViewLink
            key={name}
            view={name}
            className={name === view ? 'nav-tab nav-tab-active' : 'nav-tab'}
            aria-current={name === view ? 'page' : undefined}
          >
            {title}
          </ViewLink>
        ))}
      </nav>
      {view !== 'connection' && <ListBanners view={view} />}
      {current ? <current.View key={current.name} query={query} /> : <FirstView />}
    </>
  );
}

/** Without a view in the address: setting up until there is a gate, then the gates. */
function FirstView() {
  const { data, error, reload } = useLoad(async () => {
    const { connected } = await get('/admin/connection');
    return connected && (await get('/admin/gates')).gates.length > 0 ? 'gates' : 'setup';
  }, []);
  useEffect(() => {
    if (data) {
      window.history.replaceState({}, '', window.location.href);
      go(data);
    }
  }, [data]);
  return error ? <Failure error={error} onRetry={reload} /> : <Loading />;
}
