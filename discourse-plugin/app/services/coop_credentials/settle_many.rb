# frozen_string_literal: true

module CoopCredentials
  # Settles many accounts: a few at once, more in jobs of a hundred, because Discourse does a lot for each.
  module SettleMany
    AT_ONCE = 25
    BATCH = 100

    # @param notice [Boolean] whether the pages of these accounts are told
    def self.call(user_ids, gate_ids: [], group_ids: [], badge_ids: [], notice: true)
      ids = user_ids.uniq
      what = { gate_ids: gate_ids.uniq, group_ids: group_ids, badge_ids: badge_ids, notice: notice }
      return now(ids, **what) if ids.length <= AT_ONCE

      ids.each_slice(BATCH) do |some|
        Jobs.enqueue(Jobs::CoopCredentials::SettleAccounts, user_ids: some, **what)
      end
    end

    def self.now(user_ids, gate_ids:, group_ids:, badge_ids:, notice:)
      gates = Gate.where(id: gate_ids).to_a

      ::User
        .where(id: user_ids)
        .find_each do |user|
          ::User.transaction(requires_new: true) do
            SettleAccess.call(user, gates: gates, group_ids: group_ids, badge_ids: badge_ids)
          end
          tell(user, gates) if notice
        rescue StandardError => e
          # What one account meets, such as a fault of another plugin, keeps no other one in; see SettleStrays.
          Discourse.warn_exception(e, message: "coop-credentials: user #{user.id} was not settled")
        end
    end

    # Only of gates that they have something of.
    def self.tell(user, gates)
      Standings
        .of(gates, user)
        .each_value { |standing| Board.tell(user, standing) if standing.grant }
    end
    private_class_method :tell
  end
end
