# frozen_string_literal: true

module CoopCredentials
  # System messages to members: before something ends, and when the service has taken it back.
  module TellMembers
    # What runs out was announced; what the member or the team did needs no message from us.
    TOLD = %w[revoked suspended unrecognised policy_changed unreachable].freeze
    MARKDOWN = /[\\`*_{}\[\]()#+\-.!|<>~@:&"']/

    def self.reminder(grant)
      send_to(grant, "coop_credentials_reminder")
    end

    # @param grants [Array<Grant>] that are in another state than before
    def self.taken_back(grants)
      grants.each do |grant|
        next if !TOLD.include?(grant.state)
        Jobs.enqueue(Jobs::CoopCredentials::TellTakenBack, grant_id: grant.id, state: grant.state)
      end
    end

    # @param state [String] as it was then: who is back in meanwhile is told nothing
    def self.taken_back_now(grant, state)
      return if grant.state != state || Standing.of(grant.gate, grant.user).open?

      words =
        I18n.with_locale(grant.user.effective_locale) { ProblemWords.of_code(grant.problem_code) }
      send_to(grant, "coop_credentials_taken_back", why: "#{words["what"]} #{words["next"]}")
    end

    def self.send_to(grant, type, more = {})
      SystemMessage.create_from_system_user(
        grant.user,
        type,
        label: escape(grant.gate.label),
        until: I18n.with_locale(grant.user.effective_locale) { ForumDay.of(grant.expires_at) },
        url: "#{Discourse.base_url}/co-op-access/#{grant.gate.policy}",
        memberships_url: "#{Discourse.base_url}/my/preferences/co-op-memberships",
        **more,
      )
    end
    private_class_method :send_to

    # Names are plain text; in a post they must not become links, images or mentions. Mentions and hashtags are looked
    # for in the text after Markdown is done, so that only something between the sign and the name stops them.
    def self.escape(text)
      text.gsub(MARKDOWN) { |sign| "\\#{sign}" }.gsub(/[@#]/) { |sign| "#{sign}\u200B" }
    end
  end
end
