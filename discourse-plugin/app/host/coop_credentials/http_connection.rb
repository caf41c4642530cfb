# frozen_string_literal: true

module CoopCredentials
  # HTTP out, as Discourse does it: addresses of inside networks are refused unless `allowed_internal_hosts` names the
  # host. No redirect is followed, no more is read than an answer of the service can be, and it takes no longer than
  # `timeout`, however slowly the bytes come.
  class HttpConnection
    class TooLarge < StandardError
    end

    # @return [Array(Integer, String)] status and body
    # @raise [ServiceCall::Unreachable]
    def call(method:, url:, headers:, body:, timeout:)
      Timeout.timeout(timeout, Timeout::Error) { perform(method, url, headers, body, timeout) }
    rescue TooLarge
      raise ServiceCall::Unreachable, "the answer is larger than any of a service of ours"
    rescue Timeout::Error, Faraday::TimeoutError
      raise ServiceCall::Unreachable, "there was no answer within #{timeout} seconds"
    rescue Faraday::Error, SocketError, SystemCallError, IOError, OpenSSL::SSL::SSLError => e
      raise ServiceCall::Forbidden, "the address leads into an inside network" if inside?(e)
      raise ServiceCall::Unreachable, e.message.truncate(200)
    end

    private

    def perform(method, url, headers, body, timeout)
      text = +""
      response =
        connection(timeout).run_request(method.downcase.to_sym, url, body, headers) do |request|
          request.options.on_data =
            proc do |chunk, _received|
              text << chunk
              raise TooLarge if text.bytesize > ServiceCall::MOST_BYTES
            end
        end

      [response.status, text.force_encoding(Encoding::UTF_8)]
    end

    def connection(timeout)
      # Compressed answers could grow while they are read.
      options = {
        headers: {
          "Accept-Encoding" => "identity",
        },
        request: {
          timeout: timeout,
          open_timeout: timeout,
        },
      }
      Faraday.new(nil, options) { |faraday| faraday.adapter FinalDestination::FaradayAdapter }
    end

    def inside?(error)
      causes = [error, error.try(:wrapped_exception), error.cause].compact
      causes.any? { |cause| cause.is_a?(FinalDestination::SSRFDetector::DisallowedIpError) }
    end
  end
end
