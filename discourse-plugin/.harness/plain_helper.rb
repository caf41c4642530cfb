# frozen_string_literal: true

# For spec/lib, without Rails: lib/coop_credentials by its names, as the host's autoloader finds it. A file there that
# needs more than Ruby fails here.
lib = File.expand_path("../lib/coop_credentials", __dir__)

module CoopCredentials
end

Dir[File.join(lib, "*.rb")].each do |file|
  name = File.basename(file, ".rb")
  next if %w[engine version].include?(name)

  CoopCredentials.autoload(name.split("_").map(&:capitalize).join, file)
end

RSpec.configure do |config|
  config.order = "random"
  config.disable_monkey_patching!
  config.raise_errors_for_deprecations!
end
