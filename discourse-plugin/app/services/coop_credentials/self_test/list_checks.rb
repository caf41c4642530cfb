# frozen_string_literal: true

module CoopCredentials
  module SelfTest
    # What is wrong with the federations' lists that this forum's gates count on, as the service tells it: for the
    # self-test and for the banners. Nothing about a list that is fresh.
    module ListChecks
      STATUS = {
        "list_stale" => "warning",
        "list_expired" => "bad",
        "list_unavailable" => "bad",
        "list_unknown" => "bad",
      }.freeze

      # Whether a fault that the service names is one of a list.
      def self.one?(fault)
        fault.is_a?(Hash) && fault["list"].is_a?(String) && Problem.code?(fault)
      end

      # @param site [Hash] the service's answer to who this forum is
      # @return [Array<Check>]
      def self.of(site, now: Time.zone.now)
        lists = ToldList.parse_all(site["lists"]).index_by(&:name)
        Array(site["problems"])
          .select { |fault| one?(fault) }
          .map { |fault| check(lists[fault["list"]], Problem.parse(fault, 500), now) }
      end

      def self.check(list, fault, now)
        id = "list-#{PlainText.line(fault.params["list"], 64)}-#{fault.code}"
        status = STATUS.fetch(fault.code, "warning")
        age = list && STATUS.key?(fault.code) && ListWords.age(list, now)
        return Check.new(id, status, age, cure(fault.code), nil) if age

        told = ProblemWords.of(fault)
        return Check.new(id, status, told["what"], told["next"], fault.code) if list.nil?

        refused(id, status, list, fault.code, told)
      end

      # The last look brought nothing: the web server failed, or what it had was refused and the list from before kept.
      def self.refused(id, status, list, code, told)
        if code.start_with?("list_")
          what = ListWords.words("refused", list: list.title, what: told["what"])
          return Check.new(id, status, what, told["next"], code)
        end

        what = ListWords.words("not_reached", list: list.title)
        Check.new(id, status, what, cure("list_unavailable"), code)
      end

      def self.cure(code)
        ListWords.words("cure.#{code}")
      end
      private_class_method :check, :refused, :cure
    end
  end
end
