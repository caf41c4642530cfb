# frozen_string_literal: true

module CoopCredentials
  # Ends what has run out. Needs no network.
  module ExpireGrants
    # @return [Integer] how many
    def self.call
      due = Grant.where(state: GrantStates::OPEN).where("expires_at <= ?", Time.zone.now)
      ChangeMany.call(due, from: GrantStates::OPEN, to: "expired", kind: "expired")
    end
  end
end
