# frozen_string_literal: true

module CoopCredentials
  # Where this forum is in the service's changes feed, and how the last look went. Another site has another feed, so the
  # row is only good for the site that it names.
  class FeedPosition < ActiveRecord::Base
    self.table_name = "coop_credentials_feed_positions"

    # In the place of a cursor: there was another site here before, and nothing was heard of this one yet.
    ELSEWHERE = ""

    def self.for(site_key)
      position = order(:id).first || new
      position.attributes = {
        cursor: (ELSEWHERE if position.persisted?),
        read_at: nil,
        failing_since: nil,
        problem: nil,
      } if position.site_key != site_key
      position.site_key = site_key
      position
    end

    def elsewhere?
      cursor == ELSEWHERE
    end
  end
end
