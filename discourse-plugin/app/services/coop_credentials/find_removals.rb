# frozen_string_literal: true

module CoopCredentials
  # Places in groups that went without anybody telling us, such as by SQL: they count as taken away by the team. And who
  # took a place away lately is read, also where the member does not come by.
  module FindRemovals
    MOST = 500

    def self.call
      missing.each do |row|
        user = ::User.find_by(id: row.user_id)
        group = ::Group.find_by(id: row.group_id)
        NoteRemoval.call(user, group) if user && group
      end
      settle_lately
    end

    def self.settle_lately
      lately = 1.hour.ago..SettleRemovals::AFTER.ago
      ids = SettleRemovals.provisional.where(ended_at: lately).distinct.limit(MOST).pluck(:user_id)
      ::User.where(id: ids).find_each { |user| SettleRemovals.call(user) }
    end
    private_class_method :settle_lately

    # Nothing is looked at that may still be on its way into its group.
    def self.missing
      DB.query(<<~SQL, now: Time.zone.now, settled: 10.minutes.ago, most: MOST)
        SELECT DISTINCT membership.user_id, membership.group_id
        FROM coop_credentials_memberships membership
        JOIN coop_credentials_grants grants ON grants.user_id = membership.user_id
        JOIN coop_credentials_gates gate
          ON gate.id = grants.gate_id AND membership.group_id IN (gate.group_id, gate.reply_group_id)
        LEFT JOIN group_users place
          ON place.group_id = membership.group_id AND place.user_id = membership.user_id
        WHERE place.id IS NULL
          AND membership.created_at < :settled
          AND grants.state = 'live'
          AND grants.expires_at > :now
        LIMIT :most
      SQL
    end
    private_class_method :missing
  end
end
