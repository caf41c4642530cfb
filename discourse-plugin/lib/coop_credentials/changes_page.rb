# frozen_string_literal: true

require "time"

module CoopCredentials
  # One page of the service's changes feed, with what cannot be read left out.
  class ChangesPage
    Change = Struct.new(:verification_id, :state, :at, :problem, keyword_init: true)

    attr_reader :changes, :cursor, :more
    alias_method :more?, :more

    # @raise [Problem] when it is no page
    def self.read(answer)
      changes, cursor = answer.values_at("changes", "cursor")
      unless changes.is_a?(Array) && cursor.is_a?(String) && cursor.length <= 200
        raise Problem.new(
                "internal_error",
                status: 502,
                detail: "the service sent no page of changes",
              )
      end

      new(changes.filter_map { |change| read_change(change) }, cursor, answer["more"] == true)
    end

    def self.read_change(change)
      return unless change.is_a?(Hash)
      id, state, at = change.values_at("verificationId", "state", "at")
      unless id.is_a?(String) && GrantStates::TOLD_BY_SERVICE.include?(state) && at.is_a?(String)
        return
      end

      Change.new(
        verification_id: id,
        state: state,
        at: Time.iso8601(at),
        problem: Problem.code?(change["problem"]) ? change["problem"]["code"] : nil,
      )
    rescue ArgumentError
      nil
    end
    private_class_method :read_change

    def initialize(changes, cursor, more)
      @changes = changes
      @cursor = cursor
      @more = more
    end
  end
end
