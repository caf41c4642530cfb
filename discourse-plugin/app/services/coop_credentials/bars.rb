# frozen_string_literal: true

module CoopCredentials
  # Who was told by the forum's team to stay out of a gate: as an account, and as a person, whatever account they use.
  # Whoever was taken out of a group by hand stays out of every gate that leads into it.
  module Bars
    def self.any?(gate, user, holder = nil)
      SettleRemovals.call(user)
      bars = at(gate)
      bars.where(user_id: user.id).exists? ||
        (holder.present? && bars.where(holder: holder).exists?)
    end

    # @return [ActiveRecord::Relation<Grant>] those that keep somebody out of that gate
    def self.at(gate)
      Grant.barred.where(gate_id: gate.id).or(Grant.removed_from(gate.group_ids))
    end

    # @return [ActiveRecord::Relation<Grant>] those that count where that one does, also when its gate is gone
    def self.like(bar)
      return at(bar.gate) if bar.gate

      if bar.removed_from
        Grant.removed_from(bar.removed_from)
      else
        Grant.barred.where(gate_id: bar.gate_id)
      end
    end
  end
end
