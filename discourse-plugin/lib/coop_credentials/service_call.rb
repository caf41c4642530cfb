# frozen_string_literal: true

require "json"
require "time"

module CoopCredentials
  # One call to a verifier service. Every fault is a Problem with a code.
  #
  # The connection is handed in: `call(method:, url:, headers:, body:, timeout:)` → [status, body], following no
  # redirect, with at most MOST_BYTES; it raises Unreachable.
  class ServiceCall
    TIMEOUT = 5
    MOST_BYTES = 256 * 1024
    DEEPEST = 64

    class Unreachable < StandardError
    end

    # No answer was waited for: the address leads into a network that this server may not call.
    class Forbidden < Unreachable
    end

    def initialize(connection, clock: Time)
      @connection = connection
      @clock = clock
    end

    # @return [Hash] the answer; empty where the service has nothing to say
    # @raise [Problem] when there is no answer, or an answer that is a problem
    def request(method, url, headers: {}, body: nil, timeout: TIMEOUT)
      status, text =
        @connection.call(
          method: method,
          url: url,
          headers: headers.merge(own_headers),
          body: body && JSON.generate(body),
          timeout: timeout,
        )
      judge(status, text)
    rescue Unreachable => e
      raise Problem.new("service_unreachable", status: 503, detail: e.message)
    end

    private

    def own_headers
      {
        "Content-Type" => "application/json",
        "Accept" => "application/json",
        "Date" => @clock.now.httpdate, # For the service to compare clocks.
      }
    end

    def judge(status, text)
      good = status.between?(200, 299)
      answer = status == 204 ? {} : read(text)
      return answer if good && answer

      raise Problem.parse(answer, status) if answer && Problem.code?(answer)

      # A proxy in front of the service answers 5xx with a page of its own while the service is down.
      raise ForeignAnswer.new(status) if status < 500
      raise Problem.new("service_unreachable", status: 503, detail: "status #{status}")
    end

    def read(text)
      answer = JSON.parse(text.to_s, max_nesting: DEEPEST)
      answer if answer.is_a?(Hash)
    rescue JSON::ParserError, EncodingError
      nil
    end
  end
end
