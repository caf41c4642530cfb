# frozen_string_literal: true

module CoopCredentials
  # Whether a call that failed is worth another try, and when.
  module DeliveryRule
    # What somebody can set right, after which the same call works.
    CURABLE = %w[
      key_missing
      key_wrong
      key_ended
      site_moved
      site_url_missing
      site_not_connected
      rate_limited
      service_unreachable
      answer_in_progress
    ].freeze

    FIRST_DELAY = 30
    LONGEST_DELAY = 3600

    # An answer that another server gave says nothing about the call; nor does a fault of the service.
    def self.final?(problem)
      !concerns_all?(problem) && problem.http_status < 500
    end

    # The service itself is away or does not know us: the other entries would only meet the same.
    def self.concerns_all?(problem)
      problem.is_a?(ForeignAnswer) || CURABLE.include?(problem.code)
    end

    # Seconds until the next try: half a minute, twice as long each time, at most an hour.
    def self.delay(attempts)
      [LONGEST_DELAY, FIRST_DELAY * 2**(attempts - 1).clamp(0, 10)].min
    end
  end
end
