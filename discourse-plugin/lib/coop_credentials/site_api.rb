# frozen_string_literal: true

require "erb"

module CoopCredentials
  # The verifier service's Site API, server to server, with this forum's key.
  class SiteApi
    # Where the service is and how this forum shows who it is.
    Connection = Struct.new(:url, :key, :site_url, keyword_init: true)

    # @param call [ServiceCall]
    # @param connection [Connection, nil] nil when it is not complete
    def initialize(call, connection)
      @call = call
      @connection = connection
    end

    # @param test [Boolean] whether the test member may answer; such a request grants nothing
    def open_request(policy:, subject:, return_url:, locale:, test: false)
      body = { policy: policy, subject: subject, returnUrl: return_url, locale: locale }
      body[:test] = true if test
      request("POST", "/v1/presentation-requests", body)
    end

    # Collecting twice gives the same.
    def collect(request_id, response_code = nil)
      body = response_code ? { responseCode: response_code } : {}
      request("POST", "/v1/presentation-requests/#{part(request_id)}/collect", body)
    end

    # Who this forum is to the service.
    def site
      request("GET", "/v1/site")
    end

    def policy(id)
      StoredPolicy.read(request("GET", "/v1/policies/#{part(id)}"))
    end

    # A change makes a new version.
    def put_policy(id, document)
      StoredPolicy.read(request("PUT", "/v1/policies/#{part(id)}", document))
    end

    def delete_policy(id)
      request("DELETE", "/v1/policies/#{part(id)}")
    end

    # @return [Hash] `valid`, `problems`, `summary`, `asks`
    def check_policy(document, locale)
      said = request("POST", "/v1/policies/check", { policy: document, locale: locale })
      {
        valid: said["valid"] == true,
        problems: said["problems"].is_a?(Array) ? said["problems"] : [],
        summary: said["summary"].is_a?(String) ? said["summary"] : nil,
        asks: said["asks"].is_a?(Array) ? said["asks"].grep(String) : [],
      }
    end

    # A co-op by its web address, as it describes itself there.
    def issuer(domain)
      request("GET", "/v1/issuers?domain=#{part(domain)}")
    end

    # A page of the co-ops on a federation's list whose memberships it recognises.
    # @param search [String] part of a name, web address or number; empty for all
    # @param state [String, nil] one of ListedCoop::STATES; nil for any
    def recognised(list, limit:, search: "", state: nil, from: 0, timeout: ServiceCall::TIMEOUT)
      query = { list: list, type: Welcomed::MEMBERSHIP, search: search, state: state }
      query =
        query.merge(cursor: from.to_s, limit: limit.to_s).compact.reject { |_, value| value.empty? }
      path = query.map { |name, value| "#{name}=#{part(value)}" }.join("&")
      request("GET", "/v1/recognised-issuers?#{path}", timeout: timeout)
    end

    def verifications(cursor = nil)
      request("GET", "/v1/verifications?limit=500#{"&cursor=#{part(cursor)}" if cursor}")
    end

    def changes(cursor = nil)
      request("GET", "/v1/changes?limit=500#{"&cursor=#{part(cursor)}" if cursor}")
    end

    def recheck(verification_id)
      request("POST", "/v1/verifications/#{part(verification_id)}/recheck")
    end

    def export_holder(holder)
      request("GET", "/v1/holders/#{part(holder)}/export")
    end

    # Any call of the Site API, for what waits in the outbox.
    def request(method, path, body = nil, timeout: ServiceCall::TIMEOUT)
      raise Problem.new("site_not_connected") if @connection.nil?

      @call.request(
        method,
        "#{@connection.url}#{path}",
        headers: {
          "Authorization" => "Bearer #{@connection.key}",
          "Coop-Site-Url" => @connection.site_url,
        },
        body: body,
        timeout: timeout,
      )
    end

    private

    def part(text)
      ERB::Util.url_encode(text)
    end
  end
end
