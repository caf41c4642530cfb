# frozen_string_literal: true

module CoopCredentials
  # Answers of the JSON controllers: never kept by a cache, every fault a problem (RFC 9457) in the reader's language.
  module ProblemResponses
    extend ActiveSupport::Concern

    # Seconds; longer than any call may wait.
    ALONE = 60

    included do
      rescue_from(Problem) { |problem| render_problem(problem) }
      after_action { response.headers["Cache-Control"] = "no-store, private" }
    end

    private

    def render_problem(problem)
      body = with_resolved_locale { ProblemWords.of(problem) }
      wait = problem.params["retryAfter"] || problem.params[:retryAfter]

      response.headers["Cache-Control"] = "no-store, private"
      response.headers["Retry-After"] = wait.to_s if wait.is_a?(Integer)
      render json: body, status: problem.http_status, content_type: "application/problem+json"
    end

    # One call of an account at a time that waits for the service, so that nobody can keep all of the forum's processes
    # waiting. A page that meets it asks again by itself.
    def one_at_a_time(name)
      key = "coop-credentials-#{name}-#{current_user.id}"
      mine = SecureRandom.hex(8)
      if !Discourse.redis.set(key, mine, nx: true, ex: ALONE)
        raise Problem.new("rate_limited", status: 429, params: { "retryAfter" => 1 })
      end

      yield
    ensure
      Discourse.redis.del(key) if Discourse.redis.get(key) == mine
    end

    def limit(name, most, seconds)
      RateLimiter.new(current_user, "coop-credentials-#{name}", most, seconds).performed!
    rescue RateLimiter::LimitExceeded => e
      raise Problem.new(
              "rate_limited",
              status: 429,
              params: {
                "retryAfter" => e.available_in.to_i,
              },
            )
    end
  end
end
