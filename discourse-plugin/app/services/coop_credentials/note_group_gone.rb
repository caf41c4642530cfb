# frozen_string_literal: true

module CoopCredentials
  # A group that a gate leads to is gone. Without its first group a gate opens nothing: it takes nobody any more, and
  # what it gave has ended. The dashboard tells the admin.
  module NoteGroupGone
    def self.call(group)
      Membership.where(group_id: group.id).delete_all
      Gate.where(reply_group_id: group.id).update_all(reply_group_id: nil)

      Gate
        .where(group_id: group.id)
        .find_each do |gate|
          gate.update!(enabled: false)
          Grant
            .where(gate_id: gate.id, state: GrantStates::OPEN)
            .find_each do |grant|
              EndGrant.call(grant, state: "ended", detail: "the group was deleted")
            end
        end
      GateCache.clear
    end
  end
end
