# frozen_string_literal: true

module Jobs
  module CoopCredentials
    # What has to happen without anybody asking: first what needs no network, then what the service has to say.
    class Upkeep < ::Jobs::Scheduled
      every 5.minutes
      cluster_concurrency 1 if respond_to?(:cluster_concurrency)

      def execute(_args)
        return unless SiteSetting.coop_credentials_enabled

        ::CoopCredentials::KeepUp.call
      end
    end
  end
end
