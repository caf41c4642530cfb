// A fake of today's Discourse core, not core: the few calls of its plugin API that the shells make, kept for the page.
export const registered = { outlets: {}, links: [], profile: [], navigation: [], icons: {} };

class PluginApi {
  constructor(container) {
    this.container = container;
  }

  getCurrentUser() {
    return this.container.lookup('service:current-user');
  }

  renderInOutlet(name, component) {
    (registered.outlets[name] ??= []).push(component);
  }

  addCommunitySectionLink(link) {
    registered.links.push(link);
  }

  addQuickAccessProfileItem(item) {
    registered.profile.push(item);
  }

  addAdminPluginConfigurationNav(plugin, links) {
    registered.navigation.push(...links);
  }

  setAdminPluginIcon(plugin, icon) {
    registered.icons[plugin] = icon;
  }
}

let owner;
export const setOwner = (container) => (owner = container);

/** As today's core: an older plugin's version, as a first argument, is ignored. */
export function withPluginApi(...args) {
  if (typeof args[0] === 'string') {
    args.shift();
  }
  return args[0](new PluginApi(owner), args[1] ?? {});
}
