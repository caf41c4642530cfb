# frozen_string_literal: true

module CoopCredentials
  # A bar is meant for the person: what their other accounts have of those gates ends with it.
  #
  # To be called under the gates' locks, so that an account that is being let in in this moment is seen.
  module BarElsewhere
    # @param removed_from [Integer, nil] the group, where they are barred for having been taken out of it
    def self.call(holders:, gate_ids:, removed_from:, actor:, detail: SettleRemovals::DETAIL)
      Grant
        .open
        .where(gate_id: gate_ids, holder: holders)
        .includes(:user, :gate)
        .order(:user_id)
        .each do |other|
          barred =
            EndGrant.call(
              other,
              state: "barred",
              from: GrantStates::OPEN,
              actor: actor,
              detail: detail,
              removed_from: removed_from,
            )
          next if !barred || other.user.nil?

          SettleAccess.call(other.user, gates: [other.gate])
          Board.tell(other.user, Standing.of(other.gate, other.user))
        end
    end
  end
end
