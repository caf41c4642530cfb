# A stand-in for Discourse, not Discourse: the routes that specs need.
# frozen_string_literal: true

Discourse::Application.routes.draw do
  get "/session/:username/become" => "session#become", :constraints => { username: %r{[^/]+} }
  delete "/session" => "session#destroy"
end

Discourse::Application.routes.append { match "*path", to: "missing#show", via: :all }
