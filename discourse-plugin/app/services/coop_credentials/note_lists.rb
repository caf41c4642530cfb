# frozen_string_literal: true

module CoopCredentials
  # What the dashboard of the admins says of federations' lists, asked for in the background: it never calls anybody
  # itself. Known for an hour; only where a gate counts on a list.
  module NoteLists
    KEY = "coop-credentials-lists"
    KNOWN_FOR = 3600

    def self.call
      settings = ConnectionSettings.new
      return if settings.connection.nil? || Welcomed.new(Gate.pluck(:document)).lists.empty?

      found = SelfTest::ListChecks.of(Service.api(settings).site).map(&:status)
      worst = "lists_closed" if found.include?("bad")
      worst ||= "lists_doubtful" if found.any?
      worst ? Discourse.redis.setex(KEY, KNOWN_FOR, worst) : Discourse.redis.del(KEY)
    end

    # @return [String, nil] below `coop_credentials.dashboard`
    def self.known
      Discourse.redis.get(KEY).presence_in(%w[lists_closed lists_doubtful])
    end
  end
end
