# frozen_string_literal: true

module CoopCredentials
  # What one verification opened, for one account: a gate, until when, and why. Holds a pseudonym, never a claim.
  class Grant < ActiveRecord::Base
    self.table_name = "coop_credentials_grants"

    belongs_to :gate, class_name: "CoopCredentials::Gate", optional: true
    belongs_to :user, class_name: "::User", optional: true

    validates :state, inclusion: { in: GrantStates::ALL }

    # Opens something now.
    scope :live,
          -> do
            where(state: GrantStates::LIVE).where("#{table_name}.expires_at > ?", Time.zone.now)
          end

    # Opens something now, or may again by itself.
    scope :open,
          -> do
            where(state: GrantStates::OPEN).where("#{table_name}.expires_at > ?", Time.zone.now)
          end

    scope :barred, -> { where(state: "barred") }

    # Barred because they were taken out of that group by hand, or of any.
    scope :removed_from, ->(group_ids) { barred.where(removed_from: group_ids) }
    scope :removed, -> { barred.where.not(removed_from: nil) }

    def live?
      state == GrantStates::LIVE && expires_at > Time.zone.now
    end

    # The state as it is now: what has run out is not live, even before the job has seen it.
    def state_now
      GrantStates::OPEN.include?(state) && expires_at <= Time.zone.now ? "expired" : state
    end

    # @return [String, nil] why it is closed, by a code
    def problem_code
      GrantStates.code(state_now, problem)
    end
  end
end
