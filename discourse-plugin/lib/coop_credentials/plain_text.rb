# frozen_string_literal: true

module CoopCredentials
  # Text from people and from other servers, made fit to be kept: never HTML, no control characters, none that turn the
  # direction of what stands beside it. Whoever shows it escapes it all the same.
  module PlainText
    UNSEEN = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF]/
    UNSEEN_BUT_BREAKS = /(?!\n)#{UNSEEN}/

    def self.line(value, longest)
      clean(value).gsub(/\s+/, " ").gsub(UNSEEN, "").strip[0, longest].to_s
    end

    # Keeps line breaks.
    def self.lines(value, longest)
      clean(value).gsub(/\r\n?/, "\n").gsub(UNSEEN_BUT_BREAKS, "").strip[0, longest].to_s
    end

    def self.clean(value)
      if value.is_a?(String)
        value.encode("UTF-8", invalid: :replace, undef: :replace, replace: "").scrub("")
      else
        ""
      end
    end
    private_class_method :clean
  end
end
