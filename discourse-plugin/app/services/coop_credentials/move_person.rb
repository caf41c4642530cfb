# frozen_string_literal: true

module CoopCredentials
  # Two accounts become one: what one had, and what it was barred from, is the other's. Discourse has moved the places
  # in groups already; where both were in a group, the target's own place is what is left.
  module MovePerson
    DETAIL = "accounts merged"

    def self.call(source, target)
      gates = Gate.where(id: Grant.where(user_id: source.id).select(:gate_id)).to_a

      Grant.transaction do
        Grant.where(user_id: source.id).update_all(user_id: target.id, updated_at: Time.zone.now)
        Request.where(user_id: source.id).delete_all
        move(Membership, ::GroupUser, %i[group_user_id group_id], source, target)
        move(Award, ::UserBadge, %i[user_badge_id badge_id], source, target)
        Event.where(user_id: source.id).update_all(user_id: target.id)
        Event.where(actor_id: source.id).update_all(actor_id: target.id)
      end

      settle_bars(target)
      SettleAccess.call(target, gates: gates) if gates.any?
    end

    # Ours is only a row of Discourse's that is the target's now, and only where the source had no such thing otherwise.
    # @param row, what [Symbol] columns of ours: which row of theirs it is, and in which group or of which badge
    def self.move(ours, theirs, (row, what), source, target)
      made = ours.where(user_id: source.id).pluck(row)
      own = theirs.where(user_id: source.id).where.not(id: made).pluck(what)
      ours.where(:user_id => target.id, what => own).delete_all

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
    def self.settle_bars(target)
      SettleRemovals.call(target)
      provisional = SettleRemovals.provisional.where(user_id: target.id)
      provisional.each { |bar| SettleRemovals.confirm(bar, Discourse.system_user.id) }

      Grant.barred.where(user_id: target.id).order(:id).each { |bar| spread(bar, target) }
    end
    private_class_method :settle_bars

    # A bar ends what there is of its gate; one for having been taken out of a group, of every gate that leads into it.
    # It is meant for the person, by whatever pseudonym one of the two accounts was known.
    def self.spread(bar, target)
      gate_ids = [bar.gate_id]
      gate_ids |= Gate.into(bar.removed_from).pluck(:id) if bar.removed_from

      Lock.on_all("gate", gate_ids) do
        theirs = Grant.open.where(user_id: target.id, gate_id: gate_ids)
        BarElsewhere.call(
          holders: theirs.pluck(:holder) | [bar.holder],
          gate_ids: gate_ids,
          removed_from: bar.removed_from,
          actor: ::User.find_by(id: bar.ended_by) || Discourse.system_user,
          detail: DETAIL,
        )
      end
    end
    private_class_method :spread
  end
end
