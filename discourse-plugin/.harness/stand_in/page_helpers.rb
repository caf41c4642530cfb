# A stand-in for Discourse, not Discourse: the view helpers that a page in the site's own colours takes.
# frozen_string_literal: true

module ApplicationHelper
  def html_lang
    I18n.locale.to_s.tr("_", "-")
  end

  def rtl?
    %i[ar ur fa_IR he].include?(I18n.locale)
  end

  def csp_nonce_placeholder
    "[[csp_nonce_placeholder_of_the_stand_in]]"
  end

  def discourse_theme_color_meta_tags
    tag.meta(name: "theme-color", content: "#ffffff")
  end

  def discourse_color_scheme_stylesheets
    tag.link(rel: "stylesheet", href: "/stylesheets/color_definitions.css", class: "light-scheme")
  end

  def application_logo_url
  end

  def application_logo_dark_url
  end
end
