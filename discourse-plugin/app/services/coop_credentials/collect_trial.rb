# frozen_string_literal: true

module CoopCredentials
  # What came of trying a gate with the test member. Makes no grant.
  module CollectTrial
    def self.call(gate, user, session_hash, code, service: Service.api)
      code = nil unless code.is_a?(String) && code.length.between?(1, CollectRequest::LONGEST_CODE)
      problem = Problem.new("request_unknown")
      waiting =
        Request.where(
          user_id: user.id,
          session_hash: session_hash,
          gate_id: gate.id,
          test: true,
        ).waiting

      (code ? waiting : waiting.limit(1)).each do |request|
        return told(service.collect(request.request_id, code), request)
      rescue Problem => e
        raise if !CollectRequest::NOT_THIS_ONE.include?(e.code)
        problem = e
      end

      raise problem
    end

    def self.told(answer, request)
      Collected.check_for(answer, request)
      return { state: "accepted" } if answer["state"] == "accepted"
      if answer["state"] == "rejected"
        return(
          { state: "rejected", problem: ProblemWords.of(Problem.parse(answer["problem"], 422)) }
        )
      end

      raise Problem.new(
              "internal_error",
              status: 502,
              detail: "the answer has no state that we know",
            )
    end
    private_class_method :told
  end
end
