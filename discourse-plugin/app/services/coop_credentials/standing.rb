# frozen_string_literal: true

module CoopCredentials
  # How an account stands with a gate, as `collect` answers it.
  class Standing
    # @return [Standing] also for who was never there
    def self.of(gate, user)
      grants =
        Grant
          .where(gate_id: gate.id, user_id: user.id)
          .order(expires_at: :desc, id: :desc)
          .limit(50)
          .to_a
      new(gate, user, grants)
    end

    attr_reader :gate, :grant

    # @param grants [Array<Grant>] of that gate and account, the longest first
    def initialize(gate, user, grants)
      @gate = gate
      @user = user
      @grant =
        grants.find { |one| one.state == "barred" } || grants.find(&:live?) || grants.max_by(&:id)
    end

    def open?
      grant.present? && grant.live?
    end

    # @return [String, nil] why it is closed again
    def problem_code
      grant&.problem_code
    end

    # @return [Hash] `state` is `accepted`, `rejected` or `none`
    def to_h
      return accepted if open?
      return { state: "none" } if problem_code.nil?

      { state: "rejected", problem: problem }
    end

    private

    def accepted
      {
        state: "accepted",
        until: grant.expires_at.iso8601,
        reason: grant.reason,
        opened: {
          label: gate.label,
        },
        url: Destination.of(gate, @user)&.path,
      }
    end

    def problem
      words = ProblemWords.of_code(problem_code)
      # What can mend it: the co-op by its address, which the element shows only for what it knows how to read.
      grant.issuer.present? ? words.merge("issuer" => grant.issuer) : words
    end
  end
end
