# frozen_string_literal: true

module CoopCredentials
  # Whether a group gives its members rights of the forum's team: it moderates a category, makes leaders of them, may
  # change what others wrote, or reads what is for the team alone.
  module StaffRights
    LEADER = 4

    # Lists of groups, as site settings; which of them there are depends on Discourse's age.
    SETTINGS = %i[
      edit_all_topic_groups
      edit_all_post_groups
      delete_all_posts_and_topics_allowed_groups
      change_post_ownership_allowed_groups
      whispers_allowed_groups
      hidden_post_visible_groups
      shared_drafts_allowed_groups
      view_raw_email_allowed_groups
    ].freeze

    def self.any?(group)
      group.present? && among([group.id]).any?
    end

    # @return [Boolean] whether a gate leads into such a group
    def self.of_gate?(gate)
      among(gate.group_ids).any?
    end

    # @return [Array<Integer>] which of these groups have such rights
    def self.among(group_ids)
      return [] if group_ids.empty?

      leaders = ::Group.where(id: group_ids).where("grant_trust_level >= ?", LEADER).pluck(:id)
      leaders | moderating(group_ids) | (listed & group_ids)
    end

    # Discourse keeps it in one of two places, by its age.
    def self.moderating(group_ids)
      ids = []
      if ::Category.column_names.include?("reviewable_by_group_id")
        ids = ::Category.where(reviewable_by_group_id: group_ids).pluck(:reviewable_by_group_id)
      end
      if defined?(::CategoryModerationGroup)
        ids |= ::CategoryModerationGroup.where(group_id: group_ids).pluck(:group_id)
      end
      ids
    end
    private_class_method :moderating

    def self.listed
      there = SETTINGS.select { |name| SiteSetting.respond_to?(name) }
      there.flat_map { |name| SiteSetting.public_send(name).to_s.split("|").map(&:to_i) }
    end
    private_class_method :listed
  end
end
