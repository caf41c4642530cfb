# frozen_string_literal: true

module CoopCredentials
  # Whether a group gives its members rights of the forum's team: it moderates a category, makes leaders of them, or may
  # change what others wrote.
  module StaffRights
    LEADER = 4

    # Lists of groups, as site settings; which of them there are depends on Discourse's age.
    SETTINGS = %i[
      edit_all_topic_groups
      edit_all_post_groups
      delete_all_posts_and_topics_allowed_groups
      change_post_ownership_allowed_groups
    ].freeze

    def self.any?(group)
      return false if group.nil?

      group.grant_trust_level.to_i >= LEADER || moderates?(group) || listed?(group)
    end

    # @return [Boolean] whether a gate leads into such a group
    def self.of_gate?(gate)
      ::Group.where(id: gate.group_ids).any? { |group| any?(group) }
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

    def self.listed?(group)
      SETTINGS.any? do |name|
        SiteSetting.respond_to?(name) &&
          SiteSetting.public_send(name).to_s.split("|").include?(group.id.to_s)
      end
    end
    private_class_method :listed?
  end
end
