# A stand-in for Discourse, not Discourse: the few host classes that the plugin uses, over real Rails, PostgreSQL and Redis.
# frozen_string_literal: true

# spec/host_contract_spec.rb runs here and in a whole Discourse, and so keeps this honest. What is not needed is not here.
require "active_record/railtie"
require "action_controller/railtie"
require "active_record"
require "csv"
require "faraday"
require "message_bus"
require "mini_sql"
require "redis"

ENV["RAILS_ENV"] = "test"

module Discourse
  class Application < ::Rails::Application
    config.root = __dir__
    config.eager_load = false
    config.secret_key_base = "stand-in" * 8
    config.consider_all_requests_local = false
    config.action_dispatch.show_exceptions = :all
    config.action_controller.allow_forgery_protection = false
    config.action_controller.perform_caching = false
    config.session_store :cookie_store, key: "_forum_session", path: "/", same_site: :lax
    config.middleware.delete ActionDispatch::HostAuthorization
    config.hosts.clear
    config.logger = ActiveSupport::Logger.new(ENV["COOP_STAND_IN_LOG"] || File::NULL)
    config.paths["config/database"] = File.join(__dir__, "database.yml")
    config.paths["config/routes.rb"] = File.join(__dir__, "routes.rb")
    config.i18n.load_path += Dir[File.join(__dir__, "../../config/locales/server.*.yml")]
    config.i18n.available_locales = nil
    config.i18n.enforce_available_locales = false
    config.i18n.fallbacks = [:en]
    config.time_zone = "UTC"
    config.active_record.default_timezone = :utc
    config.active_record.maintain_test_schema = false
    config.active_support.to_time_preserves_timezone = :zone
    config.load_defaults 7.0
  end
end

ActiveRecord::Base.configurations = Discourse::Application.config.database_configuration
ActiveRecord::Base.establish_connection(:test)

REDIS_OPTIONS = { path: ENV.fetch("COOP_REDIS") }.freeze
MessageBus.configure(backend: :redis, **REDIS_OPTIONS)
MessageBus.off

# As the host: the folders of `app/jobs` are all `Jobs`.
Rails.autoloaders.each do |autoloader|
  autoloader.inflector.inflect(
    "regular" => "Jobs",
    "scheduled" => "Jobs",
    "onceoff" => "Jobs",
    "http" => "HTTP",
    "json" => "JSON",
  )
end

%w[
  schema
  discourse
  shared
  settings
  jobs
  models
  people
  page_helpers
  controllers
  plugin_instance
].each { |part| require_relative part }

PLUGIN_ROOT = File.expand_path("../..", __dir__)
Discourse.plugins << Plugin::Instance.load(File.join(PLUGIN_ROOT, "plugin.rb"))
Discourse::Application.initialize!
Discourse.plugins.each(&:finish)
