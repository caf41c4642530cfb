// A fake of today's Discourse core, not core: a real Ember application with the places where the plugin's pages stand.
import { getOwner } from "@ember/owner";
import Application from "@ember/application";
import EmberRouter from "@ember/routing/router";
import Route from "@ember/routing/route";
import Service from "@ember/service";
import { LinkTo } from "@ember/routing";
import { registered, setOwner } from "./discourse/lib/plugin-api.js";
import { i18n } from "discourse-i18n";

const outlets = (name) => registered.outlets[name] ?? [];
const category = () => window.coopPage.category;
const args = () => ({ category: category(), model: window.coopPage.user });
const asHash = (value) => ({ category: value.category, model: value.model });

const Shell = <template>
  <nav aria-label="Sidebar"><ul>
    {{#each registered.links as |link|}}
      <li><LinkTo @route={{link.route}} title={{link.title}}>{{link.text}}</LinkTo></li>
    {{/each}}
  </ul></nav>
  <main>
    {{#each (outlets "above-main-container") as |One|}}<One @outletArgs={{asHash (args)}} />{{/each}}
    {{outlet}}
  </main>
</template>;

const CategoryPage = <template>
  <h1>Lounge</h1>
  {{#each (outlets "discovery-list-controls-above") as |One|}}<One @outletArgs={{asHash (args)}} />{{/each}}
</template>;

const Missing = <template><h1>Oops! That page doesn’t exist or is private.</h1></template>;

const Preferences = <template>
  <h1>Preferences</h1>
  <ul>{{#each (outlets "user-preferences-nav") as |One|}}<One @outletArgs={{asHash (args)}} />{{/each}}</ul>
  {{outlet}}
</template>;

const PluginShow = <template>
  <h1>Co-op credentials</h1>
  <nav aria-label="Plugin"><ul>
    {{#each registered.navigation as |link|}}<li><LinkTo @route={{link.route}}>{{i18n link.label}}</LinkTo></li>{{/each}}
  </ul></nav>
  {{outlet}}
</template>;

const templates = {
  application: Shell,
  category: CategoryPage,
  exception: Missing,
  preferences: Preferences,
  "admin-plugins/show": PluginShow,
};

class Router extends EmberRouter {
  location = "history";
  rootURL = "/";
}

function mapRoutes(modules) {
  const maps = Object.keys(modules).filter((name) => name.endsWith("route-map")).map((name) => modules[name].default);
  const mounted = (resource) => maps.filter((map) => map.resource === resource);
  Router.map(function () {
    for (const map of maps.filter((one) => typeof one === "function")) {
      map.call(this);
    }
    this.route("category", { path: "/c/*path" });
    this.route("user", { path: "/u/:username" }, function () {
      this.route("preferences", { resetNamespace: true }, function () {
        mounted("user.preferences").forEach((map) => map.map.call(this));
      });
    });
    this.route("admin", function () {
      this.route("adminPlugins", { path: "/plugins", resetNamespace: true }, function () {
        mounted("admin.adminPlugins").forEach((map) => map.map.call(this));
        this.route("show", { path: "/:plugin_id" }, function () {
          mounted("admin.adminPlugins.show").forEach((map) => map.map.call(this));
        });
      });
    });
    this.route("exception", { path: "/*missing" });
  });
}

/** Routes that a template of ours names by their parameters. */
class ParamsRoute extends Route {
  model(params) {
    return params;
  }
}

class UserRoute extends Route {
  model() {
    return window.coopPage.user;
  }
}

function resolverFor(modules) {
  const dashed = (name) => name.replace(/([a-z])([A-Z])/g, "$1-$2").toLowerCase();
  const own = (kind, name) => modules[`discourse/${kind}s/${dashed(name).replaceAll(".", "/")}`]?.default;
  const services = {
    "site-settings": window.coopPage.settings,
    "current-user": window.coopPage.user,
    site: window.coopPage.site,
    "message-bus": {
      subscribe: (channel, heard) => (window.coopHear = heard),
      unsubscribe: () => {},
    },
    toasts: { success: ({ data }) => (window.coopToast = data.message) },
  };
  return {
    create: () => ({
      normalize: dashed,
      resolve(fullName) {
        const [kind, name] = fullName.split(":");
        if (fullName === "router:main") {
          return Router;
        }
        if (kind === "service" && dashed(name) in services) {
          return undefined; // registered below, as it is
        }
        if (kind === "route") {
          return name === "user" ? UserRoute : own(kind, name) ?? (name.includes("gate") ? ParamsRoute : undefined);
        }
        if (kind === "template") {
          return own(kind, name) ?? templates[dashed(name).replaceAll(".", "/")];
        }
        return own(kind, name);
      },
    }),
    services,
  };
}

export function start(modules) {
  mapRoutes(modules);
  const { create, services } = resolverFor(modules);
  const application = Application.create({ rootElement: "#app", autoboot: false, Resolver: { create } });
  for (const [name, instance] of Object.entries(services)) {
    application.register(`service:${name}`, instance ?? null, { instantiate: false });
  }
  application.boot().then(async () => {
    const instance = application.buildInstance();
    await instance.boot({ rootElement: "#app" });
    setOwner(instance);
    for (const [name, module] of Object.entries(modules)) {
      if (/\/initializers\//.test(name)) {
        module.default.initialize(instance);
      }
    }
    instance.startRouting();
  }).catch((error) => (window.coopFault = String(error.stack ?? error)));
}
