# frozen_string_literal: true

module CoopCredentials
  # The way to the verifier service from here.
  module Service
    # @return [SiteApi] whose calls raise `site_not_connected` where there is no connection
    def self.api(settings = ConnectionSettings.new)
      SiteApi.new(call, settings.connection)
    end

    def self.call
      ServiceCall.new(HttpConnection.new)
    end
  end
end
