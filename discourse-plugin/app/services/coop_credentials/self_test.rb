# frozen_string_literal: true

module CoopCredentials
  # Everything that has to be right between this forum, its members and the service, each fault by name and with its
  # cure. Changes nothing.
  module SelfTest
    # @return [Array<Check>]
    def self.call
      settings = ConnectionSettings.new
      service = ServiceChecks.new(settings).call
      answers = service.none? { |check| check.status == "bad" }

      checks = [
        *service,
        (PolicyChecks.call(Service.api(settings)) if answers),
        SiteChecks.https,
        SiteChecks.feed(settings),
        SiteChecks.groups,
        SiteChecks.bars,
      ]
      checks.compact
    end
  end
end
