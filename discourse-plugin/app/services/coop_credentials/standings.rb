# frozen_string_literal: true

module CoopCredentials
  # How an account stands with many gates, by one query.
  module Standings
    # @return [Hash{Integer => Standing}] by the gate's id
    def self.of(gates, user)
      grants =
        Grant
          .where(user_id: user.id, gate_id: gates.map(&:id))
          .order(expires_at: :desc, id: :desc)
          .limit(500)
          .group_by(&:gate_id)

      gates.to_h { |gate| [gate.id, Standing.new(gate, user, grants.fetch(gate.id, []))] }
    end
  end
end
