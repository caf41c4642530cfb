# frozen_string_literal: true

module CoopCredentials
  # Somebody was taken out of a group that a live grant of theirs stands for, not by us (ours end the grant first). That
  # sticks: they are barred until the team lets them in again. See SettleRemovals for who it was.
  module NoteRemoval
    def self.call(user, group)
      gates = Gate.where(group_id: group.id).or(Gate.where(reply_group_id: group.id)).to_a
      return if gates.empty?

      grants = Grant.live.where(user_id: user.id, gate_id: gates.map(&:id)).to_a
      return if grants.empty?

      Grant.transaction do
        grants.each do |grant|
          EndGrant.call(grant, state: "barred", detail: SettleRemovals::DETAIL)
        end
        Membership.where(user_id: user.id, group_id: group.id).delete_all
        SettleAccess.call(user, gates: gates)
      end
      gates.each { |gate| Board.tell(user, Standing.of(gate, user)) }
    end
  end
end
