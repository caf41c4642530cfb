# frozen_string_literal: true

require "time"

module CoopCredentials
  # One page of the service's changes feed. Nothing on it is passed over, as it could be a revocation: an entry that says
  # of nothing what it is spoils the page, and one whose state is not known has none, so that whoever reads asks again.
  class ChangesPage
    # `state` is nil where it is not known, `at` where it cannot be read.
    Change = Struct.new(:verification_id, :state, :at, :problem, keyword_init: true)

    attr_reader :changes, :cursor, :more
    alias_method :more?, :more

    # @raise [Problem] when it is no page
    def self.read(answer)
      changes, cursor = answer.values_at("changes", "cursor")
      unless changes.is_a?(Array) && cursor.is_a?(String) && cursor.length <= 200
        unreadable("the service sent no page of changes")
      end

      new(changes.map { |change| read_change(change) }, cursor, answer["more"] == true)
    end

    def self.read_change(change)
      id = change["verificationId"] if change.is_a?(Hash)
      unreadable("a change is of no verification") unless id.is_a?(String)

      Change.new(
        verification_id: id,
        state: (change["state"] if GrantStates::TOLD_BY_SERVICE.include?(change["state"])),
        at: time(change["at"]),
        problem: Problem.code?(change["problem"]) ? change["problem"]["code"] : nil,
      )
    end
    private_class_method :read_change

    def self.time(value)
      Time.iso8601(value) if value.is_a?(String)
    rescue ArgumentError
      nil
    end
    private_class_method :time

    def self.unreadable(detail)
      raise Problem.new("internal_error", status: 502, detail: detail)
    end
    private_class_method :unreadable

    def initialize(changes, cursor, more)
      @changes = changes
      @cursor = cursor
      @more = more
    end
  end
end
