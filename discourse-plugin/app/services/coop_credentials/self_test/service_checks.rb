# frozen_string_literal: true

module CoopCredentials
  module SelfTest
    # Asks the service who this forum is. One call answers for the service, the key, the forum's address and the clocks;
    # what could not be looked at because of an earlier fault is not in the list.
    class ServiceChecks
      CLOCK_SECONDS = 60

      def initialize(settings, service: Service.api(settings))
        @settings = settings
        @service = service
      end

      # @return [Array<Check>]
      def call
        missing = check_settings
        return [missing] if missing

        site = @service.site
        return [Check.of("service", "bad", "not_ours", detail: @settings.url)] unless ours?(site)

        @settings.remember(site)
        judge(site)
      rescue ForeignAnswer => e
        [Check.of("service", "bad", "not_ours", detail: e.message)]
      rescue Problem => e
        explain(e)
      end

      private

      def check_settings
        return Check.of("service", "bad", "not_connected") if @settings.url.blank?
        if ServiceUrl.parse(@settings.url).nil?
          return Check.of("service", "bad", "address_unfit", detail: @settings.url)
        end
        return Check.of("key", "bad", "no_key") unless @settings.key?
        return Check.of("key", "bad", "key_of_another_service") if @settings.key_of_another_service?

        Check.of("key", "bad", "key_lost") if @settings.key_lost?
      end

      def ours?(site)
        site["name"].is_a?(String) && site["service"].is_a?(Hash)
      end

      def judge(site)
        others = Array(site["problems"]).reject { |fault| ListChecks.one?(fault) }
        wrong = others.map { |fault| Problem.parse(fault, 500) }.index_by(&:code)
        name = PlainText.line(site["name"], 300)
        told =
          wrong
            .except("key_ending", "clock_differs")
            .map { |code, fault| Check.of_problem(code, "warning", fault) }

        [
          Check.of(
            "service",
            "good",
            "service_answers",
            name: PlainText.line(site["service"]["name"], 300),
            detail: @settings.url,
          ),
          of_fault("key", wrong["key_ending"]) || Check.of("key", "good", "key_known", name: name),
          Check.of("address", "good", "address_known", detail: ConnectionSettings.site_url),
          clock(site, wrong["clock_differs"]),
          *told,
          *ListChecks.of(site),
        ]
      end

      def clock(site, told)
        seconds = (Time.iso8601(site["time"].to_s) - Time.zone.now).abs.round
        if seconds > CLOCK_SECONDS
          return Check.of("clock", "bad", "clock_differs", seconds: seconds)
        end

        of_fault("clock", told) || Check.of("clock", "good", "clock_agrees")
      rescue ArgumentError
        Check.of("clock", "warning", "clock_unknown")
      end

      def of_fault(id, problem)
        problem && Check.of_problem(id, "warning", problem)
      end

      def explain(problem)
        answers = Check.of("service", "good", "service_answers_somehow", detail: @settings.url)

        case problem.code
        when "service_unreachable"
          [unreachable(problem)]
        when "key_wrong", "key_missing", "key_ended"
          [answers, Check.of("key", "bad", "key_unknown", detail: problem.code)]
        when "site_moved"
          [answers, moved(problem)]
        when "rate_limited", "service_busy"
          [Check.of("service", "warning", "service_busy")]
        else
          [Check.of_problem("service", "bad", problem)]
        end
      end

      # The commonest cause on a machine of one's own: Discourse calls no inside address.
      def unreachable(problem)
        if InternalHost.needed?(@settings.url)
          return(
            Check.of(
              "service",
              "bad",
              "inside_address",
              host: URI.parse(@settings.url).hostname,
              detail: @settings.url,
            )
          )
        end

        Check.of("service", "bad", "unreachable", detail: problem.message)
      end

      def moved(problem)
        registered = problem.params["registered"]
        Check.of(
          "address",
          "bad",
          registered ? "site_moved" : "site_moved_somewhere",
          here: ConnectionSettings.site_url,
          registered: registered,
        )
      end
    end
  end
end
