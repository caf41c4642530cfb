# frozen_string_literal: true

module CoopCredentials
  # "Forget this": what a member has of a gate goes, here and at the service. A bar stays: dropping what one had is no
  # way back in.
  module DropGrant
    FROM = (GrantStates::ALL - %w[barred dropped]).freeze

    # @param grants [Enumerable<Grant>] of that user
    def self.call(user, grants)
      grants = grants.select { |grant| FROM.include?(grant.state) }
      gates = grants.filter_map(&:gate).uniq

      Grant.transaction do
        grants.each do |grant|
          next if !EndGrant.call(grant, state: "dropped", from: FROM, actor: user)
          Forgetting.verification(grant.verification_id)
        end
        SettleAccess.call(user, gates: gates)
      end

      gates.each { |gate| Board.tell(user, Standing.of(gate, user)) }
    end

    # All that the user has of a gate, and what they have asked for.
    def self.of_gate(user, gate)
      Request.where(user_id: user.id, gate_id: gate.id).delete_all
      call(user, Grant.where(user_id: user.id, gate_id: gate.id).includes(:gate))
    end
  end
end
