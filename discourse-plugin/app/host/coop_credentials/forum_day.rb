# frozen_string_literal: true

module CoopCredentials
  # A day as this forum writes it. Its format `long`, which Rails has for days alone, has the hour in Discourse.
  module ForumDay
    # @param time [Time, Date]
    # @return [String] in the language of now
    def self.of(time)
      I18n.l(time.to_date, format: I18n.t("date.formats.date_only", default: "%B %-d, %Y"))
    end
  end
end
