# frozen_string_literal: true

module CoopCredentials
  # Writes that a grant is over, or paused. Whoever calls it settles the places in groups afterwards, once for all.
  module EndGrant
    KINDS = { "live" => "resumed" }.freeze

    def self.call(grant, state:, actor: nil, detail: "", problem: nil)
      over = !GrantStates::OPEN.include?(state)
      grant.update!(
        state: state,
        problem: problem,
        ended_at: over ? Time.zone.now : nil,
        ended_by: actor&.id,
      )
      Event.record!(
        KINDS.fetch(state, state),
        grant: grant,
        actor: actor,
        detail: detail,
        problem: grant.problem_code,
      )
    end
  end
end
