# frozen_string_literal: true

module CoopCredentials
  # Brings an account's places in groups and its badges in line with its live grants.
  #
  # Only what this plugin made is taken away: a place that somebody had before, or got by hand since, stays.
  class SettleAccess
    # What the log of a group says of the places that we take away.
    SUBJECT = "coop-credentials"

    # @param gates [Array<Gate>] whose groups and badges are looked at
    # @param group_ids, badge_ids [Array<Integer>] and these, such as what a gate led to before it was changed
    def self.call(user, gates: [], group_ids: [], badge_ids: [])
      new(
        user,
        gates.flat_map(&:group_ids) | group_ids,
        gates.filter_map(&:badge_id) | badge_ids,
      ).call
    end

    def initialize(user, group_ids, badge_ids)
      @user = user
      @group_ids = group_ids
      @badge_ids = badge_ids
    end

    def call
      Lock.on("user", @user.id) do
        gates = open_gates.to_a

        @group_ids.each do |id|
          settle_group(id, gates.select { |gate| gate.group_ids.include?(id) })
        end
        @badge_ids.each { |id| settle_badge(id, gates.select { |gate| gate.badge_id == id }) }
      end
    end

    private

    # A bar comes before whatever else they have of the gate.
    def open_gates
      theirs = Grant.where(user_id: @user.id)
      Gate.where(id: theirs.live.select(:gate_id)).where.not(id: theirs.barred.select(:gate_id))
    end

    def settle_group(id, gates)
      group = ::Group.find_by(id: id)
      if group.nil? || group.automatic
        # There is nothing of ours to take back any more.
        Membership.where(user_id: @user.id, group_id: id).delete_all
        return
      end

      gates.any? && !removed?(id) ? let_in(group, gates) : let_out(group)
    end

    # Somebody took them out of that very group by hand, whatever gate they were in by.
    def removed?(group_id)
      Grant.removed_from(group_id).exists?(user_id: @user.id)
    end

    def let_in(group, gates)
      unless ::GroupUser.exists?(group_id: group.id, user_id: @user.id)
        # A place of ours that went without a word is FindRemovals' matter: the team may have taken it.
        return if Membership.ours(@user.id, group.id)

        # Where somebody was faster, by hand, the place is not ours.
        return if !group.add_automatically(@user, subject: gates.first.policy)

        place = ::GroupUser.find_by!(group_id: group.id, user_id: @user.id)
        row = {
          user_id: @user.id,
          group_id: group.id,
          group_user_id: place.id,
          created_at: Time.zone.now,
        }
        Membership.upsert(row, unique_by: %i[user_id group_id])
      end

      wear_flair(group) if gates.any? { |gate| gate.flair && gate.group_id == group.id }
    end

    def let_out(group)
      membership = Membership.find_by(user_id: @user.id, group_id: group.id)
      return if membership.nil?

      place = ::GroupUser.find_by(group_id: group.id, user_id: @user.id)
      membership.destroy!
      return if place.nil? || place.id != membership.group_user_id || place.owner

      NoteRemoval.unnoticed(@user, group) { group.remove_automatically(@user, subject: SUBJECT) }
      Discourse.request_refresh!(user_ids: [@user.id])
    end

    def wear_flair(group)
      @user.update!(flair_group_id: group.id) if @user.flair_group_id.nil?
    end

    def settle_badge(id, gates)
      badge = ::Badge.find_by(id: id)
      gates.any? ? award(badge) : take_back(id)
    end

    def award(badge)
      return if badge.nil? || ::UserBadge.exists?(user_id: @user.id, badge_id: badge.id)

      given = ::BadgeGranter.grant(badge, @user, granted_by: Discourse.system_user)
      return if given.nil?

      row = {
        user_id: @user.id,
        badge_id: badge.id,
        user_badge_id: given.id,
        created_at: Time.zone.now,
      }
      Award.upsert(row, unique_by: %i[user_id badge_id])
    end

    def take_back(id)
      award = Award.find_by(user_id: @user.id, badge_id: id)
      return if award.nil?

      given = ::UserBadge.find_by(id: award.user_badge_id, user_id: @user.id)
      award.destroy!
      ::BadgeGranter.revoke(given) if given
    end
  end
end
