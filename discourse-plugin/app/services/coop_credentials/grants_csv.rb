# frozen_string_literal: true

require "csv"

module CoopCredentials
  # All grants as a table. Spreadsheets run what begins like a formula, so such a cell gets an apostrophe before it.
  module GrantsCsv
    HEAD = %i[
      id
      policy
      gate_name
      username
      holder
      issuer
      issuer_name
      reason
      state
      since
      until
      ended_at
    ].freeze
    FORMULA = /\A[\s]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/

    def self.of(list)
      CSV.generate do |csv|
        csv << HEAD
        list.each { |grant| csv << HEAD.map { |name| cell(grant[name]) } }
      end
    end

    def self.cell(value)
      text = value.to_s
      FORMULA.match?(text) ? "'#{text}" : text
    end
  end
end
