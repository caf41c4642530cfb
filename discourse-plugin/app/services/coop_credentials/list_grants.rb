# frozen_string_literal: true

module CoopCredentials
  # Grants as who runs the forum sees them: a page at a time, or all of them one after the other.
  class ListGrants
    PER_PAGE = 50

    # @param state [String] `live`, `expired` and the others; what has run out is `expired`
    # @param q [String] part of a username, or of a co-op's name
    def initialize(policy: nil, state: nil, q: nil)
      @policy = policy.to_s
      @state = state.to_s
      @q = q.to_s.strip[0, 100]
    end

    def page(number)
      rows = scope.order(id: :desc).limit(PER_PAGE).offset([number - 1, 0].max * PER_PAGE)
      rows.map { |grant| told(grant) }
    end

    def total
      scope.count
    end

    # A few hundred in memory.
    def each(&block)
      scope.find_each(batch_size: 500, order: :desc) { |grant| block.call(told(grant)) }
    end

    private

    def scope
      grants = Grant.left_joins(:user, :gate).includes(:user, :gate)
      grants = grants.where(gate: Gate.where(policy: @policy)) if @policy.present?
      grants = in_state(grants)
      return grants if @q.empty?

      like = "%#{ActiveRecord::Base.sanitize_sql_like(@q.downcase)}%"
      grants.where(
        "users.username_lower LIKE :like OR LOWER(coop_credentials_grants.issuer_name) LIKE :like",
        like: like,
      )
    end

    def in_state(grants)
      case @state
      when ""
        grants
      when "expired"
        grants.where(state: "expired").or(
          grants.where(state: GrantStates::OPEN).where(gone, Time.zone.now),
        )
      when *GrantStates::OPEN
        grants.where(state: @state).where.not(gone, Time.zone.now)
      else
        grants.where(state: @state)
      end
    end

    def gone
      "coop_credentials_grants.expires_at <= ?"
    end

    def told(grant)
      {
        id: grant.id,
        policy: grant.gate&.policy,
        gate_name: grant.gate&.name,
        user_id: grant.user_id,
        username: grant.user&.username,
        avatar_template: grant.user&.avatar_template,
        holder: grant.holder,
        issuer: grant.issuer,
        issuer_name: grant.issuer_name,
        reason: grant.reason,
        state: grant.state_now,
        problem: grant.problem_code && ProblemWords.of_code(grant.problem_code),
        since: grant.granted_at.iso8601,
        until: grant.expires_at.iso8601,
        ended_at: grant.ended_at&.iso8601,
      }
    end
  end
end
