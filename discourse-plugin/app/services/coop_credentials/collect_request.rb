# frozen_string_literal: true

module CoopCredentials
  # The wallet has answered: fetches the result from the service and lets the member in.
  #
  # Nothing the browser says is evidence. It only says "look", with the code that came back with it; the result is
  # collected server to server, for a request that this very account opened in this very session.
  class CollectRequest
    # Codes which say only that the response code belongs to another of this member's requests, or that one has ended.
    NOT_THIS_ONE = %w[
      response_code_wrong
      request_not_answered
      request_unknown
      request_expired
      request_cancelled
      request_declined
    ].freeze

    LONGEST_CODE = 200

    # How long it goes on with the next request. The page waits 15 seconds, and one call takes up to 5.
    SECONDS = 8

    def initialize(gate:, user:, session_hash:, response_code: nil, service: Service.api)
      @gate = gate
      @user = user
      @session_hash = session_hash
      @code = response_code if response_code.is_a?(String) &&
        response_code.length.between?(1, LONGEST_CODE)
      @service = service
    end

    # @return [Hash] as the element reads it
    # @raise [Problem] when there is no result, or not yet
    def call
      problem = Problem.new("request_unknown")
      stop_at = monotonic + SECONDS

      waiting.each do |request|
        return look(request)
      rescue Problem => e
        raise if !NOT_THIS_ONE.include?(e.code)
        problem = e
        break if monotonic > stop_at
      end

      # Another tab may have collected already; its grant is this tab's answer too.
      standing = Standing.of(@gate, @user)
      standing.open? ? standing.to_h : raise(problem)
    end

    private

    def waiting
      mine =
        Request
          .includes(:gate)
          .where(user_id: @user.id, session_hash: @session_hash, gate_id: @gate.id, test: false)
          .waiting
      @code ? mine : mine.limit(1)
    end

    def look(request)
      return refused(Problem.parse(request.refusal, 422)) if request.refusal && @code.nil?

      result = Collected.read(@service.collect(request.request_id, @code), request, Time.zone.now)
      return refuse(request, result) if result.is_a?(Problem)

      admit(request, result)
    end

    def admit(request, verification)
      ApplyGrant.new(request: request, user: @user, verification: verification).call
      request.update!(closed_at: Time.zone.now)
      Standing.of(@gate, @user).to_h
    rescue Problem => e
      # Nothing was granted for it, so the service has nothing to keep either.
      unless Grant.exists?(verification_id: verification.id)
        Forgetting.verification(verification.id)
      end
      refuse(request, e)
    end

    def refuse(request, problem)
      request.update!(refusal: problem.to_stored)
      # Asking again writes nothing more.
      if request.saved_change_to_refusal?
        Event.record!("refused", gate: @gate, user: @user, problem: problem.code)
      end
      refused(problem)
    end

    def monotonic
      Process.clock_gettime(Process::CLOCK_MONOTONIC)
    end

    def refused(problem)
      { state: "rejected", problem: ProblemWords.of(problem) }
    end
  end
end
