# frozen_string_literal: true

module CoopCredentials
  # Tells members by a system message, some days before it ends, that something is about to close for them. Nobody is
  # told twice for one day of the setting, nor while they have something longer of the same gate, nor of an end that was
  # as near when they came in.
  module RemindMembers
    # Making a message takes long; the rest is for the next run.
    MOST = 100

    def self.call
      days = days_of(SiteSetting.coop_credentials_remind_days)
      return if days.empty?

      due(days).each do |grant|
        TellMembers.reminder(grant)
        grant.update!(reminded_days: days_left(grant, days))
        Event.record!("reminded", grant: grant, detail: grant.reminded_days.to_s)
      end
    end

    NEAR = <<~SQL
      (
        coop_credentials_grants.expires_at <= ?
        AND COALESCE(coop_credentials_grants.reminded_days, 100000) > ?
        AND coop_credentials_grants.expires_at - coop_credentials_grants.granted_at > make_interval(days => ?)
      )
    SQL
    private_constant :NEAR

    # @return [Array<Integer>] in days, the longest first
    def self.days_of(setting)
      setting.to_s.split("|").map(&:to_i).select(&:positive?).uniq.sort.reverse
    end

    # The shortest time of the setting that the grant is already within.
    def self.days_left(grant, days)
      days.select { |one| grant.expires_at <= one.days.from_now }.min
    end
    private_class_method :days_left

    def self.near(days)
      [days.days.from_now, days, days]
    end
    private_class_method :near

    def self.due(days)
      Grant
        .live
        .includes(:gate, :user)
        .where(([NEAR] * days.length).join(" OR "), *days.flat_map { |one| near(one) })
        .where(<<~SQL)
          NOT EXISTS (
            SELECT 1 FROM coop_credentials_grants longer
            WHERE longer.gate_id = coop_credentials_grants.gate_id
              AND longer.user_id = coop_credentials_grants.user_id
              AND longer.state = 'live'
              AND longer.expires_at > coop_credentials_grants.expires_at
          )
        SQL
        .order(:expires_at)
        .limit(MOST)
        .select { |grant| grant.gate && grant.user }
    end
    private_class_method :due
  end
end
