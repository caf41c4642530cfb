# frozen_string_literal: true

module CoopCredentials
  # Somebody was taken out of a gate's group, not by us: NoteRemoval bars them at once, to be safe. Who did it is written
  # down by Discourse only afterwards; here it is read, and what was no decision of the team is put right.
  module SettleRemovals
    DETAIL = "removed from the group"

    # Discourse writes right after; a second for clocks, the rest for a slow machine.
    BEFORE = 2.seconds
    AFTER = 1.minute

    def self.call(user)
      Grant
        .barred
        .where(user_id: user.id, ended_by: nil)
        .includes(:gate)
        .find_each { |grant| settle(user, grant) }
    end

    def self.settle(user, grant)
      return if grant.gate.nil? || grant.ended_at.nil?

      removal = removal_of(user, grant)
      return if removal.nil?

      if removal.acting_user_id == user.id
        EndGrant.call(grant, state: "dropped", actor: user, detail: "left the group")
        Forgetting.verification(grant.verification_id)
      elsif by_rule?(removal) && grant.expires_at > Time.zone.now
        # Another rule of the forum took them out, such as one for groups of an identity provider. Ours still holds.
        EndGrant.call(
          grant,
          state: GrantStates::LIVE,
          detail: "removed from the group by another rule of the forum",
        )
        SettleAccess.call(user, gates: [grant.gate])
      else
        grant.update!(ended_by: removal.acting_user_id)
      end
    end
    private_class_method :settle

    # A rule names itself; a person who works as the system user, as by an API key, does not.
    def self.by_rule?(removal)
      removal.acting_user_id == Discourse.system_user.id && removal.subject.present?
    end
    private_class_method :by_rule?

    def self.removal_of(user, grant)
      ::GroupHistory
        .where(
          group_id: grant.gate.group_ids,
          target_user_id: user.id,
          action: ::GroupHistory.actions[:remove_user_from_group],
          created_at: (grant.ended_at - BEFORE)..(grant.ended_at + AFTER),
        )
        .order(:id)
        .first
    end
    private_class_method :removal_of
  end
end
