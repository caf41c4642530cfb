# frozen_string_literal: true

module CoopCredentials
  # Discourse calls no address of an inside network, this machine included, unless `allowed_internal_hosts` names the
  # host. A service next door needs that.
  module InternalHost
    def self.needed?(url)
      return false if ServiceUrl.parse(url).nil?

      host = URI.parse(url).hostname
      FinalDestination::SSRFDetector.lookup_and_filter_ips(host)
      false
    rescue FinalDestination::SSRFDetector::DisallowedIpError
      true
    rescue StandardError
      false # Another check says that it cannot be found.
    end
  end
end
