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
        move_places(source, target)
        move_awards(source, target)
        Event.where(user_id: source.id).update_all(user_id: target.id)
        Event.where(actor_id: source.id).update_all(actor_id: target.id)
        SettleRemovals.call(target)
        settle_bars(target, gates)
        SettleAccess.call(target, gates: gates) if gates.any?
      end
    end

    # Ours is only a row of `group_users` that is the target's now.
    def self.move_places(source, target)
      Membership
        .where(user_id: source.id)
        .find_each do |ours|
          place = ::GroupUser.find_by(id: ours.group_user_id)
          taken = Membership.exists?(user_id: target.id, group_id: ours.group_id)
          place&.user_id == target.id && !taken ? ours.update!(user_id: target.id) : ours.destroy!
        end
    end
    private_class_method :move_places

    def self.move_awards(source, target)
      Award
        .where(user_id: source.id)
        .find_each do |ours|
          given = ::UserBadge.find_by(id: ours.user_badge_id)
          taken = Award.exists?(user_id: target.id, badge_id: ours.badge_id)
          given&.user_id == target.id && !taken ? ours.update!(user_id: target.id) : ours.destroy!
        end
    end
    private_class_method :move_awards

    # Whoever was barred as one of the two is barred as the one, by the same person of the team. Where it is still not
    # known who that was, nobody can tell any more once the log speaks of one account: then it stays a bar.
    def self.settle_bars(target, gates)
      theirs = Grant.where(user_id: target.id, gate_id: gates.map(&:id))
      theirs.barred.where(ended_by: nil).update_all(ended_by: Discourse.system_user.id)
      by_gate = theirs.barred.pluck(:gate_id, :ended_by).to_h

      theirs
        .where(gate_id: by_gate.keys, state: GrantStates::OPEN)
        .each do |grant|
          actor = ::User.find_by(id: by_gate[grant.gate_id]) || Discourse.system_user
          EndGrant.call(grant, state: "barred", actor: actor, detail: "accounts merged")
        end
    end
    private_class_method :settle_bars
  end
end
