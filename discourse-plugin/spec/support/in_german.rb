# frozen_string_literal: true

# A forum that has some of the plugin's sentences in German, as a file of translations brings them.
module InGerman
  WORDS = {
    element: {
      locked: {
        start: "Mitgliedschaft zeigen",
      },
      asking: {
        matchCode: "Nummer %{code}",
      },
    },
    problems: {
      holder_barred: {
        what: "Das Team lässt dich hier nicht hinein.",
        next: "Frag das Team.",
      },
    },
    light: {
      for_members: "Für Mitglieder",
    },
  }.freeze

  def in_german
    SiteSetting.allow_user_locale = true
    I18n.t("coop_credentials", locale: :de, default: nil) # the host loads a language when it is first used
    I18n.backend.store_translations(:de, coop_credentials: WORDS)
    yield
  ensure
    I18n.reload!
  end
end
