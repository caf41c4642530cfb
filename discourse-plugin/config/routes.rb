# frozen_string_literal: true

# Only paths of our own; they stand in the forum's routes because none is below a common prefix.
Discourse::Application.routes.draw do
  policy = { policy: CoopCredentials::PolicyId::IN_PATH }
  # The name of a policy may hold dots, so that Rails would read ".json" as part of it.
  json_policy = { constraints: policy, format: false, defaults: { format: "json" } }

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

  # For admins, not for moderators: a gate decides who joins a group.
  scope "/admin/plugins/coop-credentials",
        module: "coop_credentials/admin",
        constraints: ->(request) do
          request.params[:format].to_s == "json" && AdminConstraint.new.matches?(request)
        end do
    get "/connection" => "connection#show"
    post "/connection/read" => "connection#read"
    post "/connection" => "connection#create"
    delete "/connection" => "connection#destroy"
    get "/self-test" => "connection#self_test"
    get "/issuers" => "connection#issuer"

    get "/gates" => "gates#index"
    post "/gates" => "gates#create"
    get "/gates/:policy.json" => "gates#show", **json_policy
    put "/gates/:policy.json" => "gates#update", **json_policy
    delete "/gates/:policy.json" => "gates#destroy", **json_policy
    post "/gates/:policy/try/start.json" => "trials#start", **json_policy
    post "/gates/:policy/try/collect.json" => "trials#collect", **json_policy
    post "/policies/check" => "gates#check"

    get "/grants" => "grants#index"
    post "/grants/:id/end" => "grants#end", :constraints => { id: /\d+/ }
    post "/grants/:id/let-in" => "grants#let_in", :constraints => { id: /\d+/ }
    get "/events" => "grants#events"
  end
  get "/admin/plugins/coop-credentials/grants.csv" => "coop_credentials/admin/grants#csv",
      :constraints => AdminConstraint.new,
      :format => false

  # The screens themselves are Ember's.
  %w[coop-credentials coop-credentials-admin].each do |name|
    get "/admin/plugins/#{name}" => "admin/plugins#index", :constraints => AdminConstraint.new
    get "/admin/plugins/#{name}/*path" => "admin/plugins#index", :constraints => AdminConstraint.new
  end
end
