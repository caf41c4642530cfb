# frozen_string_literal: true

module CoopCredentials
  # Who was told by the forum's team to stay out of a gate: as an account, and as a person, whatever account they use.
  module Bars
    def self.any?(gate, user, holder = nil)
      SettleRemovals.call(user)
      bars = Grant.barred.where(gate_id: gate.id)
      bars.where(user_id: user.id).exists? ||
        (holder.present? && bars.where(holder: holder).exists?)
    end
  end
end
