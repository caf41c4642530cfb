# frozen_string_literal: true

module CoopCredentials
  # The short name of a policy, as the service takes it.
  module PolicyId
    FORM = /\A[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?\z/

    # What a route takes: without anchors, and no dot at the end, which Rails reads as a format.
    IN_PATH = /[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?/

    def self.valid?(value)
      value.is_a?(String) && FORM.match?(value)
    end
  end
end
