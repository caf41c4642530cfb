# frozen_string_literal: true

module CoopCredentials
  module SelfTest
    # What has to be right on this forum: https, that the changes feed is read, the gates' groups, and whom they keep out.
    module SiteChecks
      LATE = 1.hour
      LOOPBACK = /\A(?:localhost|.+\.localhost|127\.0\.0\.1|::1)\z/

      def self.https
        address = URI.parse(ConnectionSettings.site_url)
        return Check.of("https", "good", "https_on") if address.scheme == "https"
        if LOOPBACK.match?(address.hostname)
          return Check.of("https", "good", "https_not_needed", detail: address.to_s)
        end

        Check.of("https", "bad", "https_off", detail: address.to_s)
      end

      # What ends at the service has to end here.
      def self.feed(settings)
        return if settings.connection.nil?

        read_at = FeedPosition.for(settings.site_key).read_at
        return Check.of("feed", "warning", "feed_never_read") if read_at.nil?

        minutes = ((Time.zone.now - read_at) / 60).round
        return Check.of("feed", "bad", "feed_late", minutes: minutes) if read_at < LATE.ago

        Check.of("feed", "good", "feed_read", minutes: minutes)
      end

      # Who is kept out as an account, and no longer as a person.
      def self.bars
        count = Bars.by_account.count
        Check.of("bars", "warning", "bars_by_account", number: count) if count > 0
      end

      # Gates whose group is gone or has become one of Discourse's own; and those with other doors, which may be meant.
      def self.groups
        gates = Gate.includes(:group, :reply_group).to_a
        return if gates.empty?

        broken = gates.select { |gate| gate.group.nil? || gate.group.automatic }
        if broken.any?
          return Check.of("groups", "bad", "groups_gone", gates: broken.map(&:name).join(", "))
        end

        loose = TightenGates.due
        if loose.any?
          return(
            Check.of(
              "groups",
              "bad",
              "groups_with_staff_rights",
              gates: loose.map(&:name).join(", "),
            )
          )
        end

        open =
          gates.select do |gate|
            (GateWarnings.of(gate.group) + GateWarnings.of(gate.reply_group)).any?
          end
        if open.any?
          return Check.of("groups", "info", "groups_with_doors", gates: open.map(&:name).join(", "))
        end

        Check.of("groups", "good", "groups_there")
      end
    end
  end
end
