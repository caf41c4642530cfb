# frozen_string_literal: true

require "uri"

module CoopCredentials
  # Addresses that a federation's list names: only those of web pages are ever linked.
  module WebAddress
    LONGEST = 2048
    FORM = %r{\Ahttps?://[^\s/?#@\\<>"'`]+(?:[/?#]\S*)?\z}i
    DID = /\Adid:web:([A-Za-z0-9.-]+(?:%3A[0-9]{1,5})?)\z/i

    # @return [String, nil] nil for what is no address of a web page
    def self.parse(url)
      return unless url.is_a?(String) && url.length <= LONGEST && FORM.match?(url)
      return if url.match?(/[[:cntrl:]\\<>"'`\[\]]/)

      url
    end

    # Where a co-op is found by its DID: `did:web:coop.example` is at `coop.example`.
    def self.of_did(did)
      found = DID.match(did.to_s)
      found && found[1].sub(/%3A/i, ":")
    end

    # What people call an address: its host.
    def self.host(url)
      url.to_s[%r{\Ahttps?://([^/?#]+)}i, 1].to_s.sub(/\Awww\./i, "")
    end
  end
end
