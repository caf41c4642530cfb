# frozen_string_literal: true

module CoopCredentials
  # Places in groups that went without anybody telling us, such as by SQL: they count as taken away by the team. And who
  # took a place away is read, also where the member does not come by.
  module FindRemovals
    MOST = 500

    def self.call
      missing.each do |row|
        user = ::User.find_by(id: row.user_id)
        group = ::Group.find_by(id: row.group_id)
        NoteRemoval.call(user, group) if user && group
      end
      settle
    end

    # However long ago it was: this may not have run meanwhile. Each is settled for good within minutes.
    def self.settle
      ids =
        SettleRemovals
          .provisional
          .joins(:user)
          .where("coop_credentials_grants.ended_at < ?", SettleRemovals::AFTER.ago)
          .group(:user_id)
          .order("MIN(coop_credentials_grants.ended_at)")
          .limit(MOST)
          .pluck(:user_id)
      return if ids.empty?

      ::User
        .where(id: ids)
        .find_each do |user|
          SettleRemovals.call(user)
        rescue StandardError => e
          # What one account meets keeps no other one's bar from lasting.
          Discourse.warn_exception(
            e,
            message: "coop-credentials: user #{user.id}'s removal was not settled",
          )
        end
    end
    private_class_method :settle

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
