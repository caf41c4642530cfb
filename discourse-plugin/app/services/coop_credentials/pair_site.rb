# frozen_string_literal: true

module CoopCredentials
  # A pairing code for a key. Reading a code sends nothing; pairing does, once somebody has confirmed to whom.
  class PairSite
    KEY = /\A[A-Za-z0-9_.-]{1,200}\z/

    def initialize(settings: ConnectionSettings.new, call: Service.call)
      @settings = settings
      @call = call
    end

    # @return [PairingCode]
    # @raise [Problem] when it is no code, or one that cannot be used here
    def read(pasted)
      code = PairingCode.parse(pasted)
      raise Problem.new("pairing_code_wrong", status: 422) if code.nil?

      raise SiteProblem.new("key_in_environment", status: 409) if @settings.global_key?

      if @settings.global_url? && ServiceUrl.parse(@settings.url) != code.url
        raise SiteProblem.new("url_in_environment", status: 409)
      end

      code
    end

    # @raise [Problem] when the service does not take the code; then it is as before
    def pair(pasted, actor: nil)
      code = read(pasted)
      told =
        @call.request(
          "POST",
          "#{code.url}/v1/pair",
          headers: {
            "Coop-Site-Url" => ConnectionSettings.site_url,
          },
          body: {
            code: code.code,
          },
        )
      key, id = told.values_at("key", "id")
      unless key.is_a?(String) && KEY.match?(key) && id.is_a?(String) && id != ""
        raise ForeignAnswer.new(200)
      end

      service = told["service"]
      name = service["name"] if service.is_a?(Hash)
      @settings.store(url: code.url, key: key, site_id: id, service_name: name)
      Event.record!("connected", actor: actor, detail: code.url)
      remember
    end

    # Takes the connection away. What was granted stays until it ends by itself.
    def end(actor: nil)
      raise SiteProblem.new("key_in_environment", status: 409) if @settings.global_key?

      @settings.forget
      Event.record!("disconnected", actor: actor)
    end

    private

    def remember
      @settings.remember(Service.api(@settings).site)
    rescue Problem
      # The self-test says what it is.
    end
  end
end
