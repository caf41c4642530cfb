# frozen_string_literal: true

module CoopCredentials
  # The forum's team ends a grant: everything that this account and this person have of the gate ends with it, and they
  # stay out until they are let in again. A bar of which nobody knew yet who made it is theirs from now on.
  module BarMember
    def self.call(grant, actor:, reason: "")
      raise SiteProblem.new("grant_without_gate", status: 409) if grant.gate.nil?

      same = Grant.where(gate_id: grant.gate_id).where(state: GrantStates::OPEN)
      theirs = same.where(user_id: grant.user_id).or(same.where(holder: grant.holder))
      users = []

      Lock.on("gate", grant.gate_id) do
        ended = (theirs.includes(:user).to_a << grant).uniq
        ended.each do |one|
          next if one.state == "barred" && one.ended_by
          EndGrant.call(one, state: "barred", actor: actor, detail: PlainText.line(reason, 500))
        end
        users = ended.filter_map(&:user).uniq.sort_by(&:id)
        users.each { |user| SettleAccess.call(user, gates: [grant.gate]) }
      end

      users.each { |user| Board.tell(user, Standing.of(grant.gate, user)) }
    end
  end
end
