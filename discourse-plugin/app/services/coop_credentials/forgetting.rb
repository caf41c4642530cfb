# frozen_string_literal: true

module CoopCredentials
  # What the service is to forget. It may be away: it is told as soon as it is back.
  module Forgetting
    def self.verification(id)
      verifications([id])
    end

    def self.verifications(ids)
      OutboxEntry.add(
        ids.to_h { |id| ["verification-#{id}", "/v1/verifications/#{ERB::Util.url_encode(id)}"] },
      )
    end

    def self.holder(holder)
      OutboxEntry.add("holder-#{holder}" => "/v1/holders/#{ERB::Util.url_encode(holder)}")
    end
  end
end
