# frozen_string_literal: true

module CoopCredentials
  # While the service is away nobody knows whether memberships still hold. For some days they count; then the doors
  # close, and open again by themselves when the service is back and has said nothing against it. Both are logged.
  module KeepGrace
    PROBLEM = "service_unreachable"

    def self.call
      settings = ConnectionSettings.new
      return if settings.connection.nil?

      position = FeedPosition.for(settings.site_key)
      return open_again if position.failing_since.nil?

      close if position.failing_since <= SiteSetting.coop_credentials_grace_days.days.ago
    end

    def self.close
      change(Grant.where(state: GrantStates::LIVE), "unreachable", PROBLEM, "removed_after_grace")
    end
    private_class_method :close

    def self.open_again
      change(Grant.where(state: "unreachable", problem: PROBLEM), GrantStates::LIVE, nil, "resumed")
    end
    private_class_method :open_again

    def self.change(grants, state, problem, kind)
      now = Time.zone.now
      rows =
        Grant.transaction do
          rows = grants.where("expires_at > ?", now).lock.pluck(:id, :user_id, :gate_id)
          rows.each_slice(5000) do |some|
            Grant.where(id: some.map(&:first)).update_all(
              state: state,
              problem: problem,
              updated_at: now,
            )
            Event.insert_all!(
              some.map do |id, user, gate|
                {
                  at: now,
                  kind: kind,
                  grant_id: id,
                  user_id: user,
                  gate_id: gate,
                  problem: problem,
                }
              end,
            )
          end
          rows
        end
      if rows.any?
        SettleMany.call(rows.filter_map { |_, user_id, _| user_id }, gate_ids: rows.map(&:last))
      end
    end
    private_class_method :change
  end
end
