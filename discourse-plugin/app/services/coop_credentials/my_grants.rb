# frozen_string_literal: true

module CoopCredentials
  # What a member has, and had lately: until when, why, and what is wrong where something is.
  module MyGrants
    MOST = 100

    def self.call(user)
      grants =
        Grant
          .where(user_id: user.id)
          .where.not(state: "dropped")
          .includes(:gate)
          .order(expires_at: :desc, id: :desc)
          .limit(MOST)
          .select(&:gate)
      open = grants.select(&:live?).map(&:gate).uniq
      destinations = open.any? ? Destination.of_all(open, user) : {}
      grants.map { |grant| told(grant, destinations[grant.gate_id]) }
    end

    def self.told(grant, destination)
      code = grant.problem_code
      {
        id: grant.id,
        policy: grant.gate.policy,
        label: grant.gate.label,
        url: grant.gate.path,
        state: grant.state_now,
        issuer_name: grant.issuer_name,
        reason: grant.reason,
        since: grant.granted_at.iso8601,
        until: grant.expires_at.iso8601,
        ended_at: grant.ended_at&.iso8601,
        problem: code && ProblemWords.of_code(code),
        category_url: (destination&.path if grant.live?),
      }
    end
    private_class_method :told
  end
end
