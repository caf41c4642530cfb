# frozen_string_literal: true

module CoopCredentials
  # Somebody was taken out of a gate's group, not by us: NoteRemoval bars them at once, to be safe. Who did it is written
  # down by Discourse only afterwards; here it is read, and what was no decision of the team is no bar.
  #
  # Nothing comes back by itself: what the service said meanwhile was not heard. They show their membership again.
  module SettleRemovals
    DETAIL = "removed from the group"

    # Discourse writes right after; a second for clocks, the rest for a slow machine.
    BEFORE = 2.seconds
    AFTER = 1.minute

    def self.call(user)
      provisional
        .where(user_id: user.id)
        .includes(:gate)
        .find_each { |grant| Grant.transaction { settle(user, grant) } }
    end

    # Barred, and not known by whom.
    def self.provisional
      Grant.removed.where(ended_by: nil).where.not(user_id: nil)
    end

    def self.settle(user, grant)
      return if grant.gate.nil? || grant.ended_at.nil?

      removals = removals_of(user, grant)
      return if removals.empty?

      grant.lock!
      return if grant.state != "barred" || grant.ended_by

      by_team = removals.find { |one| one.acting_user_id != user.id && !by_rule?(one) }
      return confirm(grant, by_team.acting_user_id) if by_team

      if removals.any? { |one| one.acting_user_id == user.id }
        EndGrant.call(grant, state: "dropped", actor: user, detail: "left the group")
      else
        # Such as a rule for groups of an identity provider.
        EndGrant.call(grant, state: "ended", detail: "#{DETAIL} by another rule of the forum")
      end
      Forgetting.verification(grant.verification_id)
    end
    private_class_method :settle

    # It is meant for the person, so for their other accounts too.
    def self.confirm(grant, actor_id)
      grant.update!(ended_by: actor_id)

      actor = ::User.find_by(id: actor_id) || Discourse.system_user
      gate_ids = Gate.into(grant.removed_from).pluck(:id) | [grant.gate_id]

      Grant
        .open
        .where(gate_id: gate_ids, holder: grant.holder)
        .includes(:user, :gate)
        .order(:user_id)
        .each do |other|
          next if !EndGrant.as_removed(other, grant.removed_from, actor: actor) || other.user.nil?

          SettleAccess.call(other.user, gates: [other.gate])
          Board.tell(other.user, Standing.of(other.gate, other.user))
        end
    end
    private_class_method :confirm

    # A rule names itself; a person who works as the system user, as by an API key, does not.
    def self.by_rule?(removal)
      removal.acting_user_id == Discourse.system_user.id && removal.subject.present?
    end
    private_class_method :by_rule?

    # From either group of the gate. That we took them out of the other one, in consequence, says nothing of who it was.
    def self.removals_of(user, grant)
      ::GroupHistory
        .where(
          group_id: grant.gate.group_ids,
          target_user_id: user.id,
          action: ::GroupHistory.actions[:remove_user_from_group],
          created_at: (grant.ended_at - BEFORE)..(grant.ended_at + AFTER),
        )
        .where("subject IS DISTINCT FROM ?", SettleAccess::SUBJECT)
        .order(:id)
        .to_a
    end
    private_class_method :removals_of
  end
end
