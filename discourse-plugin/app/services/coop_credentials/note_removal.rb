# frozen_string_literal: true

module CoopCredentials
  # Somebody was taken out of a group that a grant of theirs stands for, be it live or paused, and not by us. That
  # sticks: they are barred until the team lets them in again. See SettleRemovals for who it was.
  module NoteRemoval
    OURS = :coop_credentials_takes_out

    # The plugin itself takes somebody out: that bars nobody.
    def self.unnoticed(user, group)
      before = Thread.current[OURS]
      Thread.current[OURS] = [user.id, group.id]
      yield
    ensure
      Thread.current[OURS] = before
    end

    def self.call(user, group)
      return if Thread.current[OURS] == [user.id, group.id]

      gates = Gate.into(group.id).to_a
      return if gates.empty?

      # Also what has run out a moment ago: the job has not seen it, so it was still what they were in by.
      grants =
        Grant.where(state: GrantStates::OPEN, user_id: user.id, gate_id: gates.map(&:id)).to_a
      return if grants.empty?

      Grant.transaction do
        grants.each { |grant| EndGrant.as_removed(grant, group.id) }
        Membership.where(user_id: user.id, group_id: group.id).delete_all
        SettleAccess.call(user, gates: gates)
      end
      gates.each { |gate| Board.tell(user, Standing.of(gate, user)) }
    end
  end
end
