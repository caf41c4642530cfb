# frozen_string_literal: true

module CoopCredentials
  # On locked and missing pages: a way to the gates that the forum advertises. The same on every such page, so that it
  # says nothing of whether there is something behind this very address.
  module NotFoundNote
    def self.html
      gates = GateCache.advertised
      return "" if gates.empty?

      url = gates.one? ? gates.first["url"] : "#{Discourse.base_path}/co-op-access"
      words =
        I18n.t(
          gates.one? ? "coop_credentials.not_found.one" : "coop_credentials.not_found.many",
          label: gates.first["label"],
        )
      button = I18n.t("coop_credentials.not_found.button")

      <<~HTML
        <section class="coop-credentials-not-found">
          <p>#{ERB::Util.html_escape(words)}</p>
          <p><a class="btn btn-primary" href="#{ERB::Util.html_escape(url)}">#{ERB::Util.html_escape(button)}</a></p>
        </section>
      HTML
    end
  end
end
