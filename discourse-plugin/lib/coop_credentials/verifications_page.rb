# frozen_string_literal: true

module CoopCredentials
  # One page of all verifications, for when the place in the changes feed is lost: state and problem by id. What is not
  # on it is taken for gone, so that a page with anything that cannot be read is none.
  class VerificationsPage
    attr_reader :states, :next_cursor, :changes_cursor

    # @raise [Problem] when it is no page
    def self.read(answer)
      verifications, changes_cursor = answer.values_at("verifications", "changesCursor")
      unless verifications.is_a?(Array) && changes_cursor.is_a?(String) &&
               changes_cursor.length <= 200
        raise Problem.new(
                "internal_error",
                status: 502,
                detail: "the service sent no page of verifications",
              )
      end

      new(verifications, answer["next"], changes_cursor)
    end

    def initialize(verifications, next_cursor, changes_cursor)
      @states = verifications.to_h { |one| self.class.state_of(one) || unreadable }
      @next_cursor = next_cursor if next_cursor.is_a?(String)
      @changes_cursor = changes_cursor
    end

    def self.state_of(one)
      return unless one.is_a?(Hash) && one["id"].is_a?(String)
      return if !GrantStates::TOLD_BY_SERVICE.include?(one["state"])

      [one["id"], [one["state"], Problem.code?(one["problem"]) ? one["problem"]["code"] : nil]]
    end

    private

    def unreadable
      raise Problem.new(
              "internal_error",
              status: 502,
              detail: "the service told of a verification in a state that is not known here",
            )
    end
  end
end
