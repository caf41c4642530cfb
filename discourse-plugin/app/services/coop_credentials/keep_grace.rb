# frozen_string_literal: true

module CoopCredentials
  # While the service is away nobody knows whether memberships still hold. For some days they count; then the doors
  # close, and open again by themselves when the service is back, has said everything, and nothing against it. Both are
  # logged.
  module KeepGrace
    PROBLEM = "service_unreachable"

    def self.call
      settings = ConnectionSettings.new
      return unless settings.key?

      position = FeedPosition.for(settings.site_key)
      return(open_again if position.read_at) if position.failing_since.nil?

      # Without a problem it answers, and is still telling what happened meanwhile.
      return if position.problem.nil?

      # Since when nothing is known: from the last word, also where nobody asked for a while.
      unknown_since = [position.read_at, position.failing_since].compact.min
      close if unknown_since <= SiteSetting.coop_credentials_grace_days.days.ago
    end

    def self.close
      ChangeMany.call(
        open_grants.where(state: GrantStates::LIVE),
        from: [GrantStates::LIVE],
        to: "unreachable",
        kind: "removed_after_grace",
        problem: PROBLEM,
      )
    end
    private_class_method :close

    def self.open_again
      ChangeMany.call(
        open_grants.where(state: "unreachable", problem: PROBLEM),
        from: ["unreachable"],
        because: PROBLEM,
        to: GrantStates::LIVE,
        kind: "resumed",
      )
    end
    private_class_method :open_again

    def self.open_grants
      Grant.where("expires_at > ?", Time.zone.now)
    end
    private_class_method :open_grants
  end
end
