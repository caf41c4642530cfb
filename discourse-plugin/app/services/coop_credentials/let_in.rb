# frozen_string_literal: true

module CoopCredentials
  # Lifts a bar, of the account and of the person. What they had does not come back: they show their membership again.
  module LetIn
    def self.call(grant, actor:)
      bars = Bars.like(grant)
      theirs = bars.where(holder: grant.holder)
      theirs = theirs.or(bars.where(user_id: grant.user_id)) if grant.user_id

      Grant.transaction do
        theirs
          .includes(:user)
          .to_a
          .each do |one|
            one.update!(state: "ended", problem: nil)
            Event.record!("let_in", grant: one, actor: actor)
            Board.tell(one.user, Standing.of(one.gate, one.user)) if one.user && one.gate
          end
      end
    end
  end
end
