# frozen_string_literal: true

module CoopCredentials
  # A gate goes, here and at the service; the service keeps a policy that members still hold something of, until it has
  # been told to forget it. Whoever is in by it is taken out.
  module DeleteGate
    KEPT_THERE = %w[policy_unknown policy_in_use site_not_connected].freeze

    def self.call(gate, actor: nil, service: Service.api)
      begin
        service.delete_policy(gate.policy)
      rescue Problem => e
        raise if !KEPT_THERE.include?(e.code)
      end

      # Whoever is being let in by it in this moment is in it before, or not at all.
      users = []
      Lock.on("gate", gate.id) do
        grants = Grant.where(gate_id: gate.id, state: GrantStates::OPEN)
        users = grants.pluck(:user_id)
        Forgetting.verifications(grants.pluck(:verification_id))
        grants.update_all(state: "ended", ended_at: Time.zone.now, ended_by: actor&.id)
        # Whoever the team barred stays out of the group, also by a gate that is made anew.
        Grant
          .barred
          .where(gate_id: gate.id, removed_from: nil)
          .update_all(removed_from: gate.group_id)
        Request.where(gate_id: gate.id).delete_all
        gate.destroy!
        Event.record!("gate_deleted", gate: gate, actor: actor, detail: gate.policy)
      end

      GateCache.clear
      SettleMany.call(
        users.compact,
        group_ids: gate.group_ids,
        badge_ids: [gate.badge_id].compact,
        notice: false,
      )
    end
  end
end
