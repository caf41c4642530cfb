# frozen_string_literal: true

module CoopCredentials
  # The service's URL and key: `DISCOURSE_COOP_CREDENTIALS_URL` and `_KEY` first, else what pairing stored.
  #
  # The key is write-only: nothing but `connection` reads it, and no page prints it. It goes only to the address it
  # came from.
  class ConnectionSettings
    def initialize(box: SecretBox.new)
      @box = box
      @stored = Connection.current
    end

    # Who this forum says it is.
    def self.site_url
      Discourse.base_url
    end

    def url
      global_url || @stored&.url
    end

    def global_url?
      global_url.present?
    end

    def global_key?
      global_key.present?
    end

    # Whether a key is there, readable or not.
    def key?
      global_key? || @stored.present?
    end

    # Whether a stored key can no longer be opened, because the forum's secret changed.
    def key_lost?
      key? && key.nil?
    end

    # Whether the key is of another service than the one that the environment names.
    def key_of_another_service?
      # Whoever paired chose that address; the environment was not meant for it.
      return !global_url? && @stored.present? if global_key?

      global_url? && @stored.present? && @stored.url != ServiceUrl.parse(global_url)
    end

    # What is needed for a call, or nil when it is not complete.
    # @return [SiteApi::Connection, nil]
    def connection
      address = ServiceUrl.parse(url)
      return if address.nil? || key.nil? || key_of_another_service?

      SiteApi::Connection.new(url: address, key: key, site_url: self.class.site_url)
    end

    # Which feed is ours: another site of the service has another one.
    def site_key
      whose = global_key? ? global_key.split(".").first : @stored&.site_id
      Digest::SHA256.hexdigest("#{ServiceUrl.parse(url)} #{whose}")
    end

    def site_name
      @stored&.site_name
    end

    def service_name
      @stored&.service_name
    end

    def site_id
      @stored&.site_id
    end

    # Takes what pairing brought, in the place of what there was.
    def store(url:, key:, site_id:, service_name:)
      Connection.transaction do
        Connection.delete_all
        @stored =
          Connection.create!(
            url: url,
            sealed_key: @box.seal(key),
            site_id: PlainText.line(site_id, 100),
            service_name: PlainText.line(service_name, 300),
          )
      end
    end

    # Keeps who is who at the service, so that a screen can say it without asking.
    def remember(site)
      @stored&.update!(
        site_name: PlainText.line(site["name"], 300),
        service_name: PlainText.line(site.dig("service", "name"), 300),
      )
    end

    def forget
      Connection.delete_all
      @stored = nil
    end

    private

    def key
      return global_key if global_key?

      @stored && (@key ||= @box.open(@stored.sealed_key))
    end

    # A variable that is there but empty counts as none.
    def global_url
      GlobalSetting.try(:coop_credentials_url).to_s.presence
    end

    def global_key
      GlobalSetting.try(:coop_credentials_key).to_s.presence
    end
  end
end
