# frozen_string_literal: true

require "time"

module CoopCredentials
  # A federation's list that the service follows, and how old what it has of it is.
  class ToldList
    STATES = %w[fresh stale expired].freeze

    attr_reader :name, :title, :fresh_until, :usable_until, :active

    # @param told [Object] as the service tells it
    # @return [ToldList, nil] nil for what is no list
    def self.parse(told)
      new(told) if told.is_a?(Hash) && !PlainText.line(told["name"], 64).empty?
    end

    def self.parse_all(told)
      (told.is_a?(Array) ? told : []).filter_map { |list| parse(list) }
    end

    def initialize(told)
      @name = PlainText.line(told["name"], 64)
      title = PlainText.line(told["title"], 300)
      @title = title.empty? ? @name : title
      @state = STATES.include?(told["state"]) ? told["state"] : "unavailable"
      @fresh_until = ToldList.time(told["freshUntil"])
      @usable_until = ToldList.time(told["usableUntil"])
      @active = told["active"] if told["active"].is_a?(Integer)
    end

    # How it is now: what was told may be older.
    def state_at(now)
      return @state if %w[unavailable expired].include?(@state)
      return "expired" if usable_until.nil? || now > usable_until
      return "stale" if fresh_until.nil? || now > fresh_until

      @state
    end

    def self.time(text)
      Time.iso8601(text) if text.is_a?(String)
    rescue ArgumentError
      nil
    end
  end
end
