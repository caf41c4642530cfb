# frozen_string_literal: true

module CoopCredentials
  # Two accounts become one: what one had, and what it was barred from, is the other's. Discourse has moved the places
  # in groups already; where both were in a group, the target's own place is what counts.
  module MovePerson
    def self.call(source, target)
      grants = Grant.where(user_id: source.id)
      gates = Gate.where(id: grants.select(:gate_id)).to_a

      Grant.transaction do
        grants.update_all(user_id: target.id, updated_at: Time.zone.now)
        Request.where(user_id: source.id).delete_all
        move(Membership, ::GroupUser, %i[group_user_id group_id], source, target)
        move(Award, ::UserBadge, %i[user_badge_id badge_id], source, target)
        Event.where(user_id: source.id).update_all(user_id: target.id)
        Event.where(actor_id: source.id).update_all(actor_id: target.id)
        SettleRemovals.call(target)
        gates |= settle_bars(target)
        SettleAccess.call(target, gates: gates) if gates.any?
      end
    end

    # Ours is only a row of Discourse's that is the target's now.
    # @param row, what [Symbol] columns of ours: which row of theirs it is, and in which group or of which badge
    def self.move(ours, theirs, (row, what), source, target)
      ours
        .where(user_id: source.id)
        .find_each do |one|
          moved = theirs.exists?(id: one[row], user_id: target.id)
          taken = ours.exists?(:user_id => target.id, what => one[what])
          moved && !taken ? one.update!(user_id: target.id) : one.destroy!
        end
    end
    private_class_method :move

    # Whoever was barred as one of the two is barred as the one, by the same person of the team. Where it is still not
    # known who that was, nobody can tell any more once the log speaks of one account: then it stays a bar.
    # @return [Array<Gate>] which of them had something to be barred
    def self.settle_bars(target)
      bars = Grant.barred.where(user_id: target.id)
      bars.where(ended_by: nil).update_all(ended_by: Discourse.system_user.id)
      bars.to_a.flat_map { |bar| spread(bar, target) }
    end
    private_class_method :settle_bars

    # A bar ends what there is of its gate; one for having been taken out of a group, of every gate that leads into it.
    def self.spread(bar, target)
      gates = Gate.where(id: bar.gate_id)
      gates = gates.or(Gate.into(bar.removed_from)) if bar.removed_from
      actor = ::User.find_by(id: bar.ended_by) || Discourse.system_user

      Grant
        .where(user_id: target.id, gate_id: gates.select(:id), state: GrantStates::OPEN)
        .includes(:gate)
        .select do |grant|
          EndGrant.call(
            grant,
            state: "barred",
            from: GrantStates::OPEN,
            actor: actor,
            detail: "accounts merged",
            removed_from: bar.removed_from,
          )
        end
        .map(&:gate)
    end
    private_class_method :spread
  end
end
