# frozen_string_literal: true

module CoopCredentials
  # All that is kept about a member: here, and at the service.
  module ExportPerson
    def self.call(user, service: Service.api)
      grants = Grant.where(user_id: user.id).includes(:gate).order(:id).to_a
      {
        exported_at: Time.zone.now.iso8601,
        site: Discourse.base_url,
        username: user.username,
        grants: grants.map { |grant| told(grant) },
        requests: requests(user),
        events: events(user),
        service: grants.map(&:holder).uniq.to_h { |holder| [holder, at_service(holder, service)] },
      }
    end

    def self.told(grant)
      {
        gate: grant.gate&.policy,
        label: grant.gate&.label,
        verification_id: grant.verification_id,
        pseudonym: grant.holder,
        issuer: grant.issuer,
        issuer_name: grant.issuer_name,
        reason: grant.reason,
        state: grant.state_now,
        problem: grant.problem_code,
        since: grant.granted_at.iso8601,
        until: grant.expires_at.iso8601,
        ended_at: grant.ended_at&.iso8601,
      }
    end

    def self.requests(user)
      Request
        .where(user_id: user.id)
        .includes(:gate)
        .order(:id)
        .map do |one|
          { gate: one.gate&.policy, opened_at: one.opened_at.iso8601, refusal: one.refusal }
        end
    end
    private_class_method :requests

    def self.events(user)
      Event
        .where(user_id: user.id)
        .includes(:gate)
        .order(:id)
        .map do |event|
          {
            at: event.at.iso8601,
            kind: event.kind,
            gate: event.gate&.policy,
            detail: event.detail,
            problem: event.problem,
          }
        end
    end
    private_class_method :events

    # What the service says, as it says it; or why it could not be asked.
    def self.at_service(holder, service)
      service.export_holder(holder)
    rescue Problem => e
      if e.code == "holder_unknown"
        nil
      else
        { problem: ProblemWords.of(e).slice("code", "what", "next") }
      end
    end
    private_class_method :at_service
  end
end
