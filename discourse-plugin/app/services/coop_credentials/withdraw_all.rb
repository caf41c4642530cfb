# frozen_string_literal: true

module CoopCredentials
  # For uninstalling: every grant ends, everybody leaves the groups that we put them into, and the service is told to
  # forget them. Who was left in by an earlier fault leaves too.
  module WithdrawAll
    # @return [Hash] `ended`: how many grants; `left`: how many places in groups, and badges, are still as we gave them
    def self.call
      ended = 0

      Grant
        .where(state: GrantStates::OPEN)
        .find_each do |grant|
          changed =
            EndGrant.call(grant, state: "ended", from: GrantStates::OPEN, detail: "withdrawn")
          next if !changed

          Forgetting.verification(grant.verification_id)
          ended += 1
        end

      settle
      { ended: ended, left: Membership.count + Award.count }
    end

    # All that is left of what the plugin gave, at once: jobs would not run any more.
    def self.settle
      SettleMany.now(
        Membership.distinct.pluck(:user_id) | Award.distinct.pluck(:user_id),
        gate_ids: [],
        group_ids: Membership.distinct.pluck(:group_id),
        badge_ids: Award.distinct.pluck(:badge_id),
        notice: false,
      )
    end
    private_class_method :settle
  end
end
