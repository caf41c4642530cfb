# frozen_string_literal: true

require "uri"

module CoopCredentials
  # Scheme, host and port of an address, for comparing what a browser sends with what this forum is.
  module Origin
    LONGEST = 2000

    # @return [String, nil] as a browser writes it; nil for what is no web address
    def self.of(url)
      return if !url.is_a?(String) || url.length > LONGEST || url.match?(/[\s\\]/)

      uri = URI.parse(url)
      return unless uri.is_a?(URI::HTTP) && uri.host && uri.userinfo.nil?

      "#{uri.scheme}://#{uri.host.downcase}#{":#{uri.port}" if uri.port != uri.default_port}"
    rescue URI::Error
      nil
    end

    # An address of this forum without its fragment; `home` for any other address.
    def self.return_url(url, home)
      of(url) && of(url) == of(home) ? url.split("#", 2).first : home
    end
  end
end
