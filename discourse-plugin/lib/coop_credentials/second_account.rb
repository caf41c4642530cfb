# frozen_string_literal: true

module CoopCredentials
  # What happens when a membership that already opened a gate for one account is shown by another.
  module SecondAccount
    RULES = %w[block move allow].freeze

    # Two memberships can be told apart from two wallets only where the policy asks for the membership itself.
    def self.identifies?(document)
      document.is_a?(Hash) && document["identify"] == "membership"
    end

    # Whether the same person has another pseudonym by the one policy than by the other.
    def self.other_pseudonyms?(before, after)
      identifies?(before) != identifies?(after)
    end

    # @return [Boolean] whether the rule can be kept with that policy
    def self.possible?(rule, document)
      rule == "allow" || identifies?(document)
    end
  end
end
