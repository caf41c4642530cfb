# frozen_string_literal: true

module Jobs
  module CoopCredentials
    # Brings the places of some accounts in line with their grants, where there are too many to do at once.
    class SettleAccounts < ::Jobs::Base
      def execute(args)
        ::CoopCredentials::SettleMany.now(
          args[:user_ids],
          gate_ids: args[:gate_ids] || [],
          group_ids: args[:group_ids] || [],
          badge_ids: args[:badge_ids] || [],
          notice: args[:notice],
        )
      end
    end
  end
end
