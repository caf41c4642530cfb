# frozen_string_literal: true

module CoopCredentials
  # What the dashboard of the forum's admins should say about this plugin: only what is known already, no network.
  module DashboardProblem
    LATE = 1.hour

    # @return [String, nil] a sentence in HTML that is ours; nothing from outside is in it
    def self.message
      found = key
      found && I18n.t("coop_credentials.dashboard.#{found}", base_path: Discourse.base_path)
    end

    # @return [String, nil] below `coop_credentials.dashboard`
    def self.key
      return unless SiteSetting.coop_credentials_enabled && Gate.exists?

      settings = ConnectionSettings.new
      return "key_lost" if settings.key_lost?
      return "not_connected" if settings.connection.nil?

      position = FeedPosition.for(settings.site_key)
      return "service_away" if position.failing_since && position.failing_since < LATE.ago
      return "feed_late" if position.read_at && position.read_at < LATE.ago

      return "group_gone" if Gate.left_joins(:group).where(groups: { id: nil }).exists?

      return "staff_rights" if TightenGates.due.any?

      NoteLists.known
    end
  end
end
