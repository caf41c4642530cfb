# frozen_string_literal: true

module CoopCredentials
  # A place of ours in a group, or a badge, stands for a live grant of a gate that is still there; and a live grant for a
  # place in its groups. A grant's state is written before places follow, so a process that dies between the two leaves
  # people in whose membership has ended. Whatever the reason: here both sides are compared, and settled.
  module SettleStrays
    MOST = 500

    def self.call
      left_behind
      left_out
    end

    # In no order, so that one who cannot be settled is in nobody's way.
    def self.left_behind
      rows = DB.query(<<~SQL, now: Time.zone.now, live: GrantStates::LIVE, most: MOST)
        WITH opened AS (
          SELECT grants.user_id, gate.group_id, gate.reply_group_id, gate.badge_id
          FROM coop_credentials_grants grants
          JOIN coop_credentials_gates gate ON gate.id = grants.gate_id
          WHERE grants.state = :live AND grants.expires_at > :now
        ), stray AS (
          SELECT user_id, group_id, CAST(NULL AS bigint) badge_id
          FROM coop_credentials_memberships
          EXCEPT SELECT user_id, group_id, NULL FROM opened
          EXCEPT SELECT user_id, reply_group_id, NULL FROM opened
          UNION ALL
          (
            SELECT user_id, CAST(NULL AS bigint) group_id, badge_id FROM coop_credentials_awards
            EXCEPT SELECT user_id, NULL, badge_id FROM opened
          )
        )
        SELECT user_id, group_id, badge_id FROM stray ORDER BY random() LIMIT :most
      SQL
      return if rows.empty?

      SettleMany.call(
        rows.map(&:user_id),
        group_ids: rows.filter_map(&:group_id).uniq,
        badge_ids: rows.filter_map(&:badge_id).uniq,
        notice: false,
      )
    end
    private_class_method :left_behind

    # Who was taken out is barred, and a place of ours that went without a word is FindRemovals' matter. Lists are
    # subtracted, which takes as long as they are, however wrong the database is about their length.
    def self.left_out
      rows = DB.query(<<~SQL, now: Time.zone.now, live: GrantStates::LIVE, most: MOST)
        WITH due AS MATERIALIZED (
          SELECT grants.user_id, gate.id AS gate_id, groups.id AS group_id
          FROM coop_credentials_grants grants
          JOIN coop_credentials_gates gate ON gate.id = grants.gate_id
          JOIN groups ON groups.id IN (gate.group_id, gate.reply_group_id) AND NOT groups.automatic
          WHERE grants.state = :live AND grants.expires_at > :now
        ), absent AS MATERIALIZED (
          SELECT user_id, group_id FROM due
          EXCEPT
          SELECT user_id, group_id FROM group_users WHERE group_id IN (SELECT group_id FROM due)
          EXCEPT
          SELECT user_id, group_id FROM coop_credentials_memberships
          EXCEPT
          SELECT user_id, removed_from FROM coop_credentials_grants WHERE state = 'barred'
        )
        SELECT due.user_id, due.gate_id
        FROM absent
        JOIN due ON due.user_id = absent.user_id AND due.group_id = absent.group_id
        WHERE NOT EXISTS (
          SELECT 1 FROM coop_credentials_grants bar
          WHERE bar.gate_id = due.gate_id AND bar.user_id = due.user_id AND bar.state = 'barred'
        )
        ORDER BY random() LIMIT :most
      SQL
      return if rows.empty?

      SettleMany.call(rows.map(&:user_id), gate_ids: rows.map(&:gate_id))
    end
    private_class_method :left_out
  end
end
