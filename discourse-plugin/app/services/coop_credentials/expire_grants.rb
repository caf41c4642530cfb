# frozen_string_literal: true

module CoopCredentials
  # Ends what has run out. Needs no network, and the same few statements for one grant and for ten thousand.
  module ExpireGrants
    def self.call
      ended = end_due
      return 0 if ended.empty?

      SettleMany.call(ended.filter_map { |_, user_id, _| user_id }, gate_ids: ended.map(&:last))
      ended.length
    end

    # @return [Array<Array(Integer, Integer, Integer)>] id, user and gate of what ended
    def self.end_due
      now = Time.zone.now
      Grant.transaction do
        due =
          Grant
            .where(state: GrantStates::OPEN)
            .where("expires_at <= ?", now)
            .lock
            .pluck(:id, :user_id, :gate_id)
        due.each_slice(5000) do |rows|
          Grant.where(id: rows.map(&:first)).update_all(
            state: "expired",
            problem: nil,
            ended_at: now,
            updated_at: now,
          )
          Event.insert_all!(rows.map { |id, user, gate| event(now, id, user, gate) })
        end
        due
      end
    end
    private_class_method :end_due

    def self.event(now, grant_id, user_id, gate_id)
      {
        at: now,
        kind: "expired",
        grant_id: grant_id,
        user_id: user_id,
        gate_id: gate_id,
        detail: "",
        problem: nil,
      }
    end
    private_class_method :event
  end
end
