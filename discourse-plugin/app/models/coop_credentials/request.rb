# frozen_string_literal: true

module CoopCredentials
  # A presentation request that a member's click opened at the service, bound to the account and to the browser session.
  # `subject` is random and made for this request only; the answer must name it again.
  class Request < ActiveRecord::Base
    self.table_name = "coop_credentials_requests"

    NEWEST = 5

    belongs_to :gate, class_name: "CoopCredentials::Gate"
    belongs_to :user, class_name: "::User"

    # The last few that have not become grants, newest first.
    scope :waiting, -> { where(closed_at: nil).order(id: :desc).limit(NEWEST) }

    def policy
      gate.policy
    end

    def self.remove_older_than(time)
      where("opened_at < ?", time).limit(5000).delete_all
    end
  end
end
