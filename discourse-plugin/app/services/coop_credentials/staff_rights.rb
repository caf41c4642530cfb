# frozen_string_literal: true

module CoopCredentials
  # Whether a group gives its members rights of the forum's team: it moderates a category, or makes leaders of them.
  module StaffRights
    LEADER = 4

    def self.any?(group)
      return false if group.nil?

      group.grant_trust_level.to_i >= LEADER || moderates?(group)
    end

    # Discourse keeps it in one of two places, by its age.
    def self.moderates?(group)
      if ::Category.column_names.include?("reviewable_by_group_id") &&
           ::Category.exists?(reviewable_by_group_id: group.id)
        return true
      end

      if defined?(::CategoryModerationGroup)
        ::CategoryModerationGroup.exists?(group_id: group.id)
      else
        false
      end
    end
    private_class_method :moderates?
  end
end
