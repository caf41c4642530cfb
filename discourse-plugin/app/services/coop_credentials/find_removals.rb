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

    # Nothing is looked at that may still be on its way into its group. Lists are subtracted, which takes as long as they
    # are, however wrong the database is about their length.
    def self.missing
      DB.query(<<~SQL, now: Time.zone.now, settled: 10.minutes.ago, most: MOST)
        WITH gone AS MATERIALIZED (
          SELECT user_id, group_id
          FROM coop_credentials_memberships
          WHERE created_at < :settled
          EXCEPT
          SELECT user_id, group_id
          FROM group_users
          WHERE group_id IN (SELECT group_id FROM coop_credentials_memberships)
        )
        SELECT DISTINCT gone.user_id, gone.group_id
        FROM gone
        JOIN coop_credentials_grants grants ON grants.user_id = gone.user_id
        JOIN coop_credentials_gates gate
          ON gate.id = grants.gate_id AND gone.group_id IN (gate.group_id, gate.reply_group_id)
        WHERE grants.state = 'live' AND grants.expires_at > :now
        LIMIT :most
      SQL
    end
    private_class_method :missing
  end
end
