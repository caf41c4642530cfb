# frozen_string_literal: true

module CoopCredentials
  # What happened: when, to whom, by whom, why. Only ever added to, and kept for a year.
  class Event < ActiveRecord::Base
    self.table_name = "coop_credentials_events"

    KINDS = %w[
      granted
      refused
      expired
      revoked
      suspended
      resumed
      unrecognised
      policy_changed
      unreachable
      forgotten
      ended
      dropped
      moved
      barred
      bars_by_account
      let_in
      left
      reminded
      removed_after_grace
      gate_saved
      gate_tightened
      gate_deleted
      connected
      disconnected
      service_away
      service_back
      person_erased
    ].freeze

    LONGEST_DETAIL = 1000

    belongs_to :gate, class_name: "CoopCredentials::Gate", optional: true
    belongs_to :user, class_name: "::User", optional: true
    belongs_to :actor, class_name: "::User", optional: true

    validates :kind, inclusion: { in: KINDS }

    def readonly?
      persisted?
    end

    def self.record!(kind, gate: nil, user: nil, grant: nil, actor: nil, detail: "", problem: nil)
      create!(
        at: Time.zone.now,
        kind: kind,
        gate_id: gate&.id || grant&.gate_id,
        user_id: user&.id || grant&.user_id,
        grant_id: grant&.id,
        actor_id: actor&.id,
        detail: detail.to_s[0, LONGEST_DETAIL],
        problem: problem,
      )
    end

    # What a person's entries say stays; whose they are goes.
    def self.forget_person(user_id)
      where(user_id: user_id).update_all(user_id: nil)
      where(actor_id: user_id).update_all(actor_id: nil)
    end

    def self.remove_older_than(time)
      where("at < ?", time).limit(5000).delete_all
    end
  end
end
