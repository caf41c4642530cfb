# frozen_string_literal: true

module CoopCredentials
  # Somebody was taken out of a gate's group, not by us: NoteRemoval bars them at once, to be safe. Who did it is written
  # down by Discourse only afterwards; here it is read, however late, and what was no decision of the team is no bar.
  # Where nobody wrote it down, it is one for good.
  #
  # Nothing comes back by itself: what the service said meanwhile was not heard. They show their membership again.
  module SettleRemovals
    DETAIL = "removed from the group"

    # Discourse writes right after; a second for clocks, the rest for a slow machine.
    BEFORE = 2.seconds
    AFTER = 1.minute

    # What has not been written down by then never is.
    UNCLAIMED = 10.minutes

    # Not to be called under a gate's lock: it takes those of all gates of the group.
    def self.call(user)
      provisional.where(user_id: user.id).includes(:gate).find_each { |grant| settle(user, grant) }
    end

    # Barred, and not known by whom.
    def self.provisional
      Grant.removed.where(ended_by: nil).where.not(user_id: nil)
    end

    # The bar is lasting from now on, and meant for the person, so for their other accounts too.
    def self.confirm(grant, actor_id)
      gate_ids = Gate.into(grant.removed_from).pluck(:id) | [grant.gate_id]

      Lock.on_all("gate", gate_ids) do
        next if !still_provisional?(grant)

        grant.update!(ended_by: actor_id)
        BarElsewhere.call(
          holders: [grant.holder],
          gate_ids: gate_ids,
          removed_from: grant.removed_from,
          actor: ::User.find_by(id: actor_id) || Discourse.system_user,
        )
      end
    end

    def self.settle(user, grant)
      return if grant.ended_at.nil?

      removals = removals_of(user, grant)
      by_team = removals.find { |one| one.acting_user_id != user.id && !by_rule?(one) }
      return confirm(grant, by_team.acting_user_id) if by_team

      # Only what is said of that very group takes the bar away: they may have left the gate's other one by themselves.
      told = removals.select { |one| one.group_id == grant.removed_from }
      return lift(user, grant, told) if told.any?

      confirm(grant, Discourse.system_user.id) if grant.ended_at < UNCLAIMED.ago
    end
    private_class_method :settle

    def self.lift(user, grant, removals)
      Grant.transaction do
        next if !still_provisional?(grant)

        if removals.any? { |one| one.acting_user_id == user.id }
          EndGrant.call(grant, state: "dropped", actor: user, detail: "left the group")
        else
          # Such as a rule for groups of an identity provider.
          EndGrant.call(grant, state: "ended", detail: "#{DETAIL} by another rule of the forum")
        end
        Forgetting.verification(grant.verification_id)
      end
    end
    private_class_method :lift

    def self.still_provisional?(grant)
      grant.lock!
      grant.state == "barred" && grant.ended_by.nil?
    rescue ActiveRecord::RecordNotFound
      false
    end
    private_class_method :still_provisional?

    # A rule names itself; a person who works as the system user, as by an API key, does not.
    def self.by_rule?(removal)
      removal.acting_user_id == Discourse.system_user.id && removal.subject.present?
    end
    private_class_method :by_rule?

    # From either group of the gate, as the team may have taken them out of both: the second time there is no grant left
    # to be barred. That we took them out of the other one, in consequence, says nothing of who it was.
    def self.removals_of(user, grant)
      ::GroupHistory
        .where(
          group_id: [grant.removed_from, *grant.gate&.group_ids],
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
