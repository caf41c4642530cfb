# frozen_string_literal: true

require "uri"

module CoopCredentials
  # The service's address as an admin types it: https, or http on this very machine.
  module ServiceUrl
    LOOPBACK = %w[localhost 127.0.0.1 [::1]].freeze

    # A name in ASCII or an IPv6 address; every program that reads it sees the same host.
    HOST = /\A(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])\z/

    # @return [String, nil] without a slash at its end; nil when it is not one we would send a key to
    def self.parse(input)
      return unless input.is_a?(String) && !input.match?(/[\\[:cntrl:]]/) && input.ascii_only?

      uri = URI.parse(input.strip)
      return unless uri.is_a?(URI::HTTP) && uri.host && HOST.match?(uri.host.downcase)
      return if [uri.userinfo, uri.query, uri.fragment].any?

      host = uri.host.downcase
      return unless uri.scheme == "https" || LOOPBACK.include?(host)

      "#{uri.scheme}://#{host}#{":#{uri.port}" if uri.port != uri.default_port}#{uri.path.sub(%r{/+\z}, "")}"
    rescue URI::Error
      nil
    end

    # Host and, where it has one, port: what a person confirms.
    def self.host(url)
      uri = URI.parse(url)
      uri.port == uri.default_port ? uri.host : "#{uri.host}:#{uri.port}"
    end
  end
end
