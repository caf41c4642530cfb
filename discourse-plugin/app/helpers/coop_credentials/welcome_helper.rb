# frozen_string_literal: true

module CoopCredentials
  # What the page "whose members we welcome" says of lists and co-ops. Every word of theirs is text.
  module WelcomeHelper
    # A page of strangers, or its name alone where there is no such page.
    def coop_welcome_link(url, text)
      return tag.bdi(text) if WebAddress.parse(url).nil?

      link_to(tag.bdi(text), url, rel: "noopener nofollow external")
    end

    def coop_welcome_path(group, page)
      query = { search: @search.presence, list: group.name, page: page }.compact
      "#{Discourse.base_path}/co-op-welcome?#{query.to_query}##{coop_welcome_id(group)}"
    end

    def coop_welcome_id(group)
      "list-#{group.name.gsub(/[^\w.-]/, "")}"
    end

    def coop_welcome_last(group)
      [(group.seen.page.total / ListMemory::PER_PAGE.to_f).ceil, 1].max
    end

    # What is to be known of a list before its co-ops.
    def coop_welcome_notes(group)
      closed = %w[expired unavailable].include?(group.list.state_at(Time.zone.now))
      [
        (coop_welcome_count(group) if @search.empty? && group.list.active),
        (t("coop_credentials.welcome.exceptions") if group.denied),
        (t("coop_credentials.welcome.closed") if closed),
        (coop_welcome_age(group) if !group.seen.current),
        (t("coop_credentials.welcome.empty") if group.coops.empty?),
      ].compact
    end

    private

    def coop_welcome_count(group)
      # A name may hold what means something to I18n.
      text = t("coop_credentials.welcome.count", count: group.list.active, list: "%{list}")
      text.sub("%{list}") { group.list.title }
    end

    def coop_welcome_age(group)
      t("coop_credentials.welcome.known_at", at: ListWords.moment(group.seen.at))
    end
  end
end
