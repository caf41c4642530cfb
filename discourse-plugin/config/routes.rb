# frozen_string_literal: true

# Only paths of our own; they stand in the forum's routes because none is below a common prefix.
Discourse::Application.routes.draw do
  policy = { policy: CoopCredentials::PolicyId::IN_PATH }

  scope "/co-op-access", module: "coop_credentials", format: false, constraints: policy do
    get "/" => "access#index"
    get "/:policy/log-in" => "access#log_in"
    get "/:policy/standing.json" => "calls#standing"
    get "/:policy/standing" => "calls#standing"
    post "/:policy/start" => "calls#start"
    post "/:policy/collect" => "calls#collect"
    post "/:policy/forget" => "calls#forget"
    get "/:policy" => "access#show"
  end

  # Not below /co-op-access, where every name may be a gate's.
  get "/co-op-welcome" => "coop_credentials/welcome#index", :format => false

  scope "/co-op-credentials", module: "coop_credentials", defaults: { format: :json } do
    get "/gates" => "members#gates"
    get "/mine" => "members#mine"
    get "/mine/export" => "members#export"
    delete "/mine/:id" => "members#drop", :constraints => { id: /\d+/ }
  end

  get "/u/:username/preferences/co-op-memberships" => "users#preferences",
      :constraints => {
        username: /[%\w.\-]+?/,
      }

  # For admins, not for moderators: a gate decides who joins a group. A policy's name may have dots in it, so that
  # `.json` is written out.
  scope "/admin/plugins/coop-credentials",
        module: "coop_credentials/admin",
        format: false,
        defaults: {
          format: :json,
        },
        constraints: AdminConstraint.new do
    get "/connection.json" => "connection#show"
    post "/connection/read.json" => "connection#read"
    post "/connection.json" => "connection#create"
    delete "/connection.json" => "connection#destroy"
    get "/self-test.json" => "connection#self_test"
    get "/issuers.json" => "connection#issuer"

    get "/lists.json" => "lists#index"
    get "/lists/faults.json" => "lists#faults"
    get "/lists/:list/coops.json" => "lists#show", :constraints => { list: policy[:policy] }

    get "/gates.json" => "gates#index"
    post "/gates.json" => "gates#create"
    get "/gates/:policy.json" => "gates#show", :constraints => policy
    put "/gates/:policy.json" => "gates#update", :constraints => policy
    delete "/gates/:policy.json" => "gates#destroy", :constraints => policy
    post "/gates/:policy/try/start.json" => "trials#start", :constraints => policy
    post "/gates/:policy/try/collect.json" => "trials#collect", :constraints => policy
    post "/policies/check.json" => "gates#check"

    get "/grants.json" => "grants#index"
    get "/grants.csv" => "grants#csv", :defaults => { format: :csv }
    post "/grants/:id/end.json" => "grants#end", :constraints => { id: /\d+/ }
    post "/grants/:id/let-in.json" => "grants#let_in", :constraints => { id: /\d+/ }
    get "/events.json" => "grants#events"
  end

  # The screens themselves are Ember's.
  %w[coop-credentials coop-credentials-admin].each do |name|
    get "/admin/plugins/#{name}" => "admin/plugins#index", :constraints => AdminConstraint.new
    get "/admin/plugins/#{name}/*path" => "admin/plugins#index", :constraints => AdminConstraint.new
  end
end
