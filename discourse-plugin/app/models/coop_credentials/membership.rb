# frozen_string_literal: true

module CoopCredentials
  # A place in a group that this plugin made. Ours for as long as it is still that very row of `group_users`, and nobody
  # has made the person an owner of the group: whoever was taken out and put in again by hand has another row.
  class Membership < ActiveRecord::Base
    self.table_name = "coop_credentials_memberships"

    def self.ours(user_id, group_id)
      find_by(user_id: user_id, group_id: group_id)
    end
  end
end
