# frozen_string_literal: true

module CoopCredentials
  # Who was told by the forum's team to stay out: as an account, and as a person, whatever account they use. All are
  # grants in the state `barred`, and nothing but LetIn ever takes them away. There are three kinds:
  #
  # - of one gate: an admin has ended what they had (BarMember). `removed_from` is nil. It counts for that gate, and for
  #   its group once the gate is deleted (DeleteGate).
  # - of a group: somebody of the team took them out of it by hand (NoteRemoval). `removed_from` is the group: it counts
  #   for every gate that leads into it.
  # - provisional: the same, while nobody knows yet who did it. `ended_by` is nil. It keeps them out like any other, but
  #   is lifted where they had left by themselves, or a rule of the forum did it (SettleRemovals); else it lasts.
  #
  # The person is known by the pseudonym `holder`, which the service makes for this site and for what its policies ask
  # by: to another site, or by another `identify`, the same person has another. Then a bar holds for the account alone;
  # the log and the self-test say so (`by_account!`).
  module Bars
    # SettleRemovals is to be called before, and outside the gate's lock.
    def self.any?(gate, user, holder = nil)
      bars = at(gate)
      bars.where(user_id: user.id).exists? ||
        (holder.present? && bars.where(holder: holder).exists?)
    end

    # @return [ActiveRecord::Relation<Grant>] those that keep somebody out of that gate
    def self.at(gate)
      Grant.barred.where(gate_id: gate.id).or(Grant.removed_from(gate.group_ids))
    end

    # Writes down that those there are hold for accounts alone from now on.
    # @param gate [Gate, nil] of which; of all gates where it is nil
    def self.by_account!(gate = nil)
      count = (gate ? at(gate) : Grant.barred).count
      Event.record!("bars_by_account", gate: gate, detail: count.to_s) if count > 0
    end

    # @return [ActiveRecord::Relation<Grant>] those that hold for an account alone
    def self.by_account
      since = Event.where(kind: "bars_by_account").group(:gate_id).maximum(:at)
      since.reduce(Grant.none) do |found, (gate_id, at)|
        gate = Gate.find_by(id: gate_id) if gate_id
        bars = gate_id.nil? ? Grant.barred : (gate && at(gate)) || Grant.none
        found.or(bars.where(granted_at: ..at))
      end
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
