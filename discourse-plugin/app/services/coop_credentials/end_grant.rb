# frozen_string_literal: true

module CoopCredentials
  # Writes that a grant is over, or paused. Whoever calls it settles the places in groups afterwards, once for all.
  #
  # What was read before may be old by now: where the caller says from which states, the row as it is now decides, so
  # that no stale write takes a bar away.
  module EndGrant
    KINDS = { "live" => "resumed" }.freeze

    # @param from [Array<String>, nil] the states that may be changed; any where it is nil
    # @return [Boolean] whether it was changed
    def self.call(grant, state:, from: nil, actor: nil, detail: "", problem: nil, removed_from: nil)
      Grant.transaction do
        grant.lock!
        next false if from && from.exclude?(grant.state)

        write(grant, state, actor, detail, problem, removed_from)
        true
      end
    rescue ActiveRecord::RecordNotFound
      false
    end

    # They were taken out of that group by hand. What the team did itself is not overwritten.
    def self.as_removed(grant, group_id)
      call(
        grant,
        state: "barred",
        from: GrantStates::OPEN,
        detail: SettleRemovals::DETAIL,
        removed_from: group_id,
      )
    end

    def self.write(grant, state, actor, detail, problem, removed_from)
      over = !GrantStates::OPEN.include?(state)
      grant.update!(
        state: state,
        problem: problem,
        ended_at: over ? Time.zone.now : nil,
        ended_by: actor&.id,
        # A bar that reaches the whole group never shrinks to one gate.
        removed_from: removed_from || (grant.removed_from if state == "barred"),
      )
      Event.record!(
        KINDS.fetch(state, state),
        grant: grant,
        actor: actor,
        detail: detail,
        problem: grant.problem_code,
      )
    end
    private_class_method :write
  end
end
