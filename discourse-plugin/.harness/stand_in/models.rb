# A stand-in for Discourse, not Discourse: groups, categories and badges, with what follows when somebody joins or leaves.
# frozen_string_literal: true

class Group < ActiveRecord::Base
  AUTO_GROUPS = {
    everyone: 0,
    admins: 1,
    moderators: 2,
    staff: 3,
    trust_level_0: 10,
    trust_level_1: 11,
    trust_level_2: 12,
    trust_level_3: 13,
    trust_level_4: 14,
  }.freeze
  PUBLISH_CATEGORIES_LIMIT = 10

  has_many :group_users, dependent: :destroy
  has_many :users, through: :group_users
  has_many :category_groups, dependent: :destroy
  has_many :categories, through: :category_groups
  has_many :group_associated_groups, dependent: :destroy

  validates :name, presence: true, uniqueness: { case_sensitive: false }
  before_destroy(prepend: true) { @had = group_users.pluck(:user_id) }
  after_commit(on: :destroy) { DiscourseEvent.trigger(:group_destroyed, self, @had) }
  after_commit(on: :update) { DiscourseEvent.trigger(:group_updated, self) }

  def self.[](name)
    find_by(id: AUTO_GROUPS.fetch(name.to_sym))
  end

  def add(user, notify: false, automatic: false)
    return self if users.include?(user)

    users.push(user)
    MessageBus.publish(
      "/categories",
      { categories: categories.map { |one| { id: one.id } } },
      user_ids: [user.id],
    )
    DiscourseEvent.trigger(:user_added_to_group, user, self, automatic: automatic)
    self
  end

  def remove(user)
    place = group_users.find_by(user: user)
    return false if place.blank?

    place.destroy
    DiscourseEvent.trigger(:user_removed_from_group, user, self)
    true
  end

  def bulk_remove(user_ids)
    gone = Group.transaction { group_users.includes(:user).where(user_id: user_ids).destroy_all }
    gone.each { |place| DiscourseEvent.trigger(:user_removed_from_group, place.user, self) }
    true
  end

  def add_automatically(user, subject: nil)
    if users.exclude?(user) && add(user)
      GroupActionLogger.new(Discourse.system_user, self).log_add_user_to_group(user, subject)
    end
  end

  def remove_automatically(user, subject: nil)
    return unless users.include?(user) && remove(user)

    GroupActionLogger.new(Discourse.system_user, self).log_remove_user_from_group(user, subject)
  end

  def add_owner(user)
    place = group_users.find_or_initialize_by(user: user)
    place.update!(owner: true)
  end
end

class GroupUser < ActiveRecord::Base
  belongs_to :group
  belongs_to :user

  after_save { user.update!(primary_group_id: group_id) if group.primary_group }
  after_destroy do
    unless destroyed_by_association&.active_record == User
      gone = %w[primary_group_id flair_group_id].select { |name| user[name] == group_id }
      user.update!(gone.to_h { |name| [name, nil] }) if gone.any?
    end
  end
end

class GroupAssociatedGroup < ActiveRecord::Base
  belongs_to :group
end

class GroupHistory < ActiveRecord::Base
  def self.actions
    { change_group_setting: 1, add_user_to_group: 2, remove_user_from_group: 3 }
  end
end

class GroupActionLogger
  def initialize(acting_user, group)
    @acting_user = acting_user
    @group = group
  end

  def log_add_user_to_group(target, subject = nil)
    log(:add_user_to_group, target, subject)
  end

  def log_remove_user_from_group(target, subject = nil)
    log(:remove_user_from_group, target, subject)
  end

  private

  def log(action, target, subject)
    GroupHistory.create!(
      group_id: @group.id,
      acting_user_id: @acting_user.id,
      target_user_id: target.id,
      action: GroupHistory.actions[action],
      subject: subject,
    )
  end
end

class Category < ActiveRecord::Base
  has_many :category_groups, dependent: :destroy
  has_many :groups, through: :category_groups
  belongs_to :parent_category, class_name: "Category", optional: true

  before_validation { self.slug = name.parameterize if slug.blank? }

  scope :secured,
        ->(guardian = nil) do
          where(
            "NOT categories.read_restricted OR categories.id IN (?)",
            guardian&.secure_category_ids.presence || [-1],
          )
        end

  # As the host: group, group's id or its name, to how much it may.
  def set_permissions(permissions)
    category_groups.clear
    permissions.each do |group, level|
      group = Group.find_by(name: group.to_s) || Group[group] unless group.is_a?(Group)
      category_groups.build(
        group: group,
        permission_type: CategoryGroup.permission_types.fetch(level),
      )
    end
    self.read_restricted = permissions.keys.none? { |group| group.to_s == "everyone" }
  end

  def url
    "#{Discourse.base_path}/c/#{[parent_category&.slug, slug, id].compact.join("/")}"
  end
end

class CategoryGroup < ActiveRecord::Base
  belongs_to :category
  belongs_to :group

  def self.permission_types
    { full: 1, create_post: 2, readonly: 3 }
  end
end

class CategoryModerationGroup < ActiveRecord::Base
  belongs_to :category
  belongs_to :group
end

class Badge < ActiveRecord::Base
  has_many :user_badges, dependent: :destroy

  scope :enabled, -> { where(enabled: true) }
end

class UserBadge < ActiveRecord::Base
  belongs_to :badge
  belongs_to :user
end

class BadgeGranter
  def self.grant(badge, user, opts = {})
    return unless badge.enabled? && SiteSetting.enable_badges

    UserBadge.find_or_create_by!(badge: badge, user: user) do |row|
      row.granted_by_id = (opts[:granted_by] || Discourse.system_user).id
      row.granted_at = Time.zone.now
    end
  end

  def self.revoke(user_badge, _options = {})
    user_badge.destroy!
  end
end
