# frozen_string_literal: true

module CoopCredentials
  # For uninstalling: every grant ends, everybody leaves the groups that we put them into, and the service is told to
  # forget them.
  module WithdrawAll
    # @return [Integer] how many grants ended
    def self.call
      grants = Grant.where(state: GrantStates::OPEN)
      ended = 0

      grants
        .includes(:user, :gate)
        .find_each do |grant|
          EndGrant.call(grant, state: "ended", detail: "withdrawn")
          Forgetting.verification(grant.verification_id)
          SettleAccess.call(grant.user, gates: [grant.gate]) if grant.user && grant.gate
          ended += 1
        end

      ended
    end
  end
end
