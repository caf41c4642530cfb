# frozen_string_literal: true

module CoopCredentials
  # The element's sentences in a language, as the element takes them: those that are not as it has them itself, in
  # English. They come of translations, and of what the forum's team has written in their place under "Customize text".
  module ElementWords
    PARTS = %w[element problems].freeze
    ROOT = "coop_credentials"

    # @return [Hash, nil] nil where the element's own sentences are the right ones
    def self.in(locale)
      words = PARTS.to_h { |part| [part, translated(part, locale)] }
      theirs(locale).each { |path, text| put(words, path, text) }
      words.transform_values { |part| as_element(part) }.compact.presence
    end

    # Where a part is not translated, this is English by Discourse's fallback.
    def self.translated(part, locale)
      words = I18n.t("#{ROOT}.#{part}", locale: locale, default: nil)
      english = I18n.t("#{ROOT}.#{part}", locale: :en, default: nil)
      words.is_a?(Hash) && words != english ? words.deep_dup : {}
    end
    private_class_method :translated

    # @return [Array<Array(Array<Symbol>, String)>] such as [[:element, :locked, :start], "…"]
    def self.theirs(locale)
      return [] unless I18n.respond_to?(:overrides_by_locale)

      I18n
        .overrides_by_locale(locale)
        .filter_map do |key, text|
          root, part, *rest = key.to_s.split(".")
          [[part, *rest.map(&:to_sym)], text] if root == ROOT && PARTS.include?(part) && rest.any?
        end
    end
    private_class_method :theirs

    def self.put(words, path, text)
      *folders, name = path
      inside = folders.reduce(words) { |at, folder| at.is_a?(Hash) ? at[folder] ||= {} : nil }
      inside[name] = text if inside.is_a?(Hash)
    end
    private_class_method :put

    # `%{at}` is how Ruby writes what the catalogue writes as `{at}`.
    def self.as_element(words)
      JSON.parse(words.to_json.gsub(/%\{(\w+)\}/, '{\1}')) if words.present?
    end
    private_class_method :as_element
  end
end
