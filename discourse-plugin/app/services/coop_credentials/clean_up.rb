# frozen_string_literal: true

module CoopCredentials
  # What is kept no longer: requests of yesterday, early changes, grants that ended a month ago, events of last year. A bar stays.
  module CleanUp
    def self.call
      Request.remove_older_than(1.day.ago)
      Event.remove_older_than(1.year.ago)
      EarlyChange.remove_old
      Grant
        .where.not(state: [*GrantStates::OPEN, "barred"])
        .where("COALESCE(ended_at, expires_at) < ?", 1.month.ago)
        .limit(5000)
        .delete_all
    end
  end
end
