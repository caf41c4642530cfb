# frozen_string_literal: true

module ::CoopCredentials
  class Engine < ::Rails::Engine
    engine_name PLUGIN_NAME
    isolate_namespace CoopCredentials
    config.autoload_paths << File.join(config.root, "lib")

    # Scheduled jobs are known only once they are loaded.
    scheduled_jobs = "#{config.root}/app/jobs/scheduled"
    config.to_prepare do
      Rails.autoloaders.main.eager_load_dir(scheduled_jobs) if Dir.exist?(scheduled_jobs)
    end
  end
end
