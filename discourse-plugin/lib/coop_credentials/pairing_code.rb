# frozen_string_literal: true

module CoopCredentials
  # What whoever runs a service hands out: its address, `#` and a secret that works once.
  #
  # The address is there to be read by a person before anything is sent to it. So it is plain ASCII: no letter of
  # another alphabet can pass for one of a known name.
  class PairingCode
    FORM = %r{\A(https?://[\x21\x22\x24-\x7E]+)#[A-Za-z0-9_-]{22}\z}
    LONGEST = 500

    attr_reader :code, :url

    # @return [PairingCode, nil] nil when it is none, or names an address that we send nothing to
    def self.parse(pasted)
      code = pasted.is_a?(String) ? pasted.strip : ""
      return if code.length > LONGEST || !code.ascii_only?

      url = ServiceUrl.parse(code[FORM, 1])
      url && new(code, url)
    end

    def initialize(code, url)
      @code = code
      @url = url
    end
    private_class_method :new

    def host
      ServiceUrl.host(url)
    end
  end
end
