# frozen_string_literal: true

module CoopCredentials
  # Asks the service about every open grant now, instead of waiting for its feed. It takes back, and lifts no pause:
  # what it reads may be overtaken by the feed, which says in order when a pause ends.
  module RecheckGrants
    GONE = "verification_unknown"

    # @yield [Integer, Integer] how many were asked, of how many
    # @return [Hash] `changed`, `unanswered`
    def self.call(service: Service.api)
      ids = Grant.open.order(:id).pluck(:verification_id)
      told = { changed: 0, unanswered: 0 }

      ids.each_with_index do |id, index|
        state, problem = state_of(service, id)
        told[:changed] += ChangeGrants.call([[id, state, problem]]) if state != GrantStates::LIVE
        yield index + 1, ids.length if block_given?
      rescue Problem
        told[:unanswered] += 1
      end

      told
    end

    # @return [Array(String, String)] state and problem
    # @raise [Problem] when the service does not say
    def self.state_of(service, id)
      of, told = VerificationsPage.state_of(service.recheck(id))
      of == id ? told : raise(ForeignAnswer.new(200))
    rescue Problem => e
      e.code == GONE ? ["forgotten", nil] : raise
    end
  end
end
