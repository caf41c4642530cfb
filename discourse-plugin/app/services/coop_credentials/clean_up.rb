# frozen_string_literal: true

module CoopCredentials
  # What is kept no longer: requests of yesterday, early changes, grants that ended a month ago, events of last year. A
  # bar stays.
  module CleanUp
    MOST = 1000

    def self.call
      Request.remove_older_than(1.day.ago)
      Event.remove_older_than(1.year.ago)
      EarlyChange.remove_old
      forget_grants
    end

    # The service goes with it: of what it kept on, nobody here could tell any more whose it is, such as to erase it.
    def self.forget_grants
      old =
        Grant
          .where.not(state: [*GrantStates::OPEN, "barred"])
          .where("COALESCE(ended_at, expires_at) < ?", 1.month.ago)
          .limit(MOST)
          .pluck(:id, :verification_id)
      return if old.empty?

      Grant.transaction do
        Forgetting.verifications(old.map(&:last))
        Grant.where(id: old.map(&:first)).delete_all
      end
    end
    private_class_method :forget_grants
  end
end
