# frozen_string_literal: true

module CoopCredentials
  # A group that a gate leads to is gone. Without its first group a gate opens nothing: it takes nobody any more, and
  # what it gave has ended, in its other group and as a badge too. The dashboard tells the admin.
  module NoteGroupGone
    DETAIL = "the group was deleted"

    def self.call(group)
      Membership.where(group_id: group.id).delete_all
      Gate.where(reply_group_id: group.id).update_all(reply_group_id: nil)

      gates = Gate.where(group_id: group.id)
      gates.update_all(enabled: false, updated_at: Time.zone.now)
      open = Grant.where(gate_id: gates.pluck(:id), state: GrantStates::OPEN)
      Forgetting.verifications(open.pluck(:verification_id))
      ChangeMany.call(open, from: GrantStates::OPEN, to: "ended", kind: "ended", detail: DETAIL)
      GateCache.clear
    end
  end
end
