# frozen_string_literal: true

module CoopCredentials
  # What the light page needs besides its views: our files by address, the element's attributes and its words.
  module LightPageHelper
    PUBLIC = File.expand_path("../../../public", __dir__)
    private_constant :PUBLIC

    # A file of ours under public/, with its content's digest, so that a new release is never served from a cache.
    def coop_credentials_asset(path)
      digest = Digest::SHA256.file(File.join(PUBLIC, path)).hexdigest[0, 10]
      "#{GlobalSetting.cdn_url}#{Discourse.base_path}/plugins/coop-credentials/#{path}?v=#{digest}"
    end

    # Cores with a nonce in their policy need it; older ones go by the address.
    def coop_credentials_script(path)
      nonce = csp_nonce_placeholder if respond_to?(:csp_nonce_placeholder)
      tag.script("", src: coop_credentials_asset(path), defer: true, nonce: nonce)
    end

    def coop_credentials_element(gate, standing)
      path = "#{Discourse.base_path}/co-op-access/#{gate.policy}"
      known = %w[accepted rejected].include?(standing&.dig(:state))
      content_tag(
        "coop-credential-request",
        coop_credentials_slots(gate),
        "start-url": "#{path}/start",
        "collect-url": "#{path}/collect",
        "forget-url": "#{path}/forget",
        "return-url": "#{Discourse.base_url}/co-op-access/#{gate.policy}",
        who: gate.summary.presence,
        grant: (standing.to_json if known),
        contact: SiteSetting.coop_credentials_contact.presence,
        locale: html_lang,
        opens: "coop-enter",
        "data-standing-url": "#{path}/standing.json",
      )
    end

    # The element's sentences in the reader's language; nil where it has them itself.
    def coop_credentials_messages
      words = ElementWords.in(I18n.locale)
      words && json_escape(words.to_json)
    end

    private

    def coop_credentials_slots(gate)
      asks = Array(gate.asks).map { |ask| tag.li(ask) }
      enter =
        tag.a(
          t("coop_credentials.light.enter"),
          id: "coop-enter",
          class: "button button--primary",
          slot: "opened",
          href: @destination.presence || "#{Discourse.base_path}/",
        )
      asks.empty? ? enter : safe_join([tag.ul(safe_join(asks), slot: "help"), enter])
    end
  end
end
