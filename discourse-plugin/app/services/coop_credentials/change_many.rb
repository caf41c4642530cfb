# frozen_string_literal: true

module CoopCredentials
  # Brings many grants into another state and writes it down, in two statements for one and for ten thousand; then the
  # places in groups follow. Whoever is barred, or drops theirs, in the same moment stays so: states are looked at again
  # by the statement that changes them. Whom this process does not get to, SettleStrays does.
  module ChangeMany
    # @param due [ActiveRecord::Relation<Grant>] those to be changed
    # @param from [Array<String>] the states that may be changed
    # @param because [String, nil] and only where this is why they are so; any reason where it is nil
    # @param kind [String] of the event
    # @return [Integer] how many
    def self.call(due, from:, to:, kind:, because: nil, problem: nil, detail: "")
      ids = due.pluck(:id)
      return 0 if ids.empty?

      # By their ids: this takes as long as there are, whatever the database expects.
      rows =
        DB.query(
          <<~SQL,
          WITH changed AS (
            UPDATE coop_credentials_grants
            SET state = :to, problem = :problem, updated_at = :now,
                ended_at = CASE WHEN :over THEN CAST(:now AS timestamp) ELSE ended_at END
            WHERE id IN (:ids) AND state IN (:from) AND (:anyhow OR problem = :because)
            RETURNING id, user_id, gate_id
          ), written AS (
            INSERT INTO coop_credentials_events (at, kind, grant_id, user_id, gate_id, detail, problem)
            SELECT :now, :kind, id, user_id, gate_id, :detail, :problem FROM changed
          )
          SELECT user_id, gate_id FROM changed
        SQL
          ids: ids,
          from: from,
          anyhow: because.nil?,
          because: because,
          to: to,
          kind: kind,
          problem: problem,
          detail: detail,
          now: Time.zone.now,
          over: over?(to),
        )
      return 0 if rows.empty?

      SettleMany.call(rows.filter_map(&:user_id), gate_ids: rows.map(&:gate_id))
      rows.length
    end

    def self.over?(state)
      !GrantStates::OPEN.include?(state)
    end
    private_class_method :over?
  end
end
