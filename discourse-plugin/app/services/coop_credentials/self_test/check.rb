# frozen_string_literal: true

module CoopCredentials
  module SelfTest
    # One thing that was looked at: how it is, and what to do about it.
    class Check
      attr_reader :id, :status, :what, :next, :detail

      # @param status [String] `good`, `info`, `warning` or `bad`
      # @param words [String] key below `coop_credentials.self_test`
      def self.of(id, status, words, detail: nil, **params)
        what = I18n.t("coop_credentials.self_test.#{words}.what", **params)
        cure = I18n.t("coop_credentials.self_test.#{words}.next", default: "", **params)
        new(id, status, what, cure, detail)
      end

      # In the words of a problem's code.
      def self.of_problem(id, status, problem)
        words = ProblemWords.of(problem)
        new(id, status, words["what"], words["next"], problem.code)
      end

      def initialize(id, status, what, cure, detail)
        @id = id
        @status = status
        @what = what
        @next = cure
        @detail = detail
      end

      def as_json(*)
        { id: id, status: status, what: what, next: self.next, detail: detail }
      end
    end
  end
end
