# frozen_string_literal: true

module CoopCredentials
  # The states of a grant, and which of them may follow which.
  #
  # A pause (`suspended`, `unreachable`) is lifted by `live`. Nothing else ever comes back by itself: neither what the
  # service ended, nor what was ended here.
  module GrantStates
    LIVE = "live"
    PAUSES = %w[suspended unreachable].freeze
    OPEN = [LIVE, *PAUSES].freeze

    # As the service's feed says them.
    ENDED_THERE = %w[expired revoked unrecognised policy_changed forgotten].freeze

    # `dropped` by the member, `ended` with the gate, `moved` to another account, `barred` by the forum's team.
    ENDED_HERE = %w[dropped ended moved barred].freeze

    ALL = [*OPEN, *ENDED_THERE, *ENDED_HERE].freeze
    TOLD_BY_SERVICE = [*OPEN, *ENDED_THERE].freeze

    # Why it is closed, to the member, where the service gave no problem of its own.
    CODES = {
      "expired" => "verification_ended",
      "revoked" => "credential_revoked",
      "suspended" => "credential_suspended",
      "unrecognised" => "issuer_not_recognised",
      "policy_changed" => "verification_ended",
      "unreachable" => "status_unreachable",
      "forgotten" => "verification_ended",
      "ended" => "verification_ended",
      "moved" => "membership_in_use",
      "barred" => "holder_barred",
    }.freeze

    # Whether what the service tells changes a grant.
    def self.may_become?(from, to)
      OPEN.include?(from) && from != to && TOLD_BY_SERVICE.include?(to)
    end

    # @return [String, nil] a code of the table; nil for what is open, and for what the member dropped
    def self.code(state, problem = nil)
      return if state == LIVE || state == "dropped"

      problem.to_s.match?(Problem::CODE) ? problem : CODES[state]
    end
  end
end
