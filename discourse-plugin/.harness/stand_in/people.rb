# A stand-in for Discourse, not Discourse: accounts, what they may see, and what becomes of them.
# frozen_string_literal: true

class User < ActiveRecord::Base
  has_many :group_users, dependent: :destroy
  has_many :groups, through: :group_users
  has_many :user_badges, dependent: :destroy

  attr_accessor :password, :ip_address
  before_validation { self.username_lower = username.downcase }

  scope :real, -> { where("id > 0") }

  def self.find_by_username(name)
    find_by(username_lower: name.to_s.downcase)
  end

  def staff?
    admin? || moderator?
  end

  def guardian
    Guardian.new(self)
  end

  def suspended?
    suspended_till.present? && suspended_till > Time.zone.now
  end

  def effective_locale
    (locale.presence if SiteSetting.allow_user_locale) || SiteSetting.default_locale
  end

  def encoded_username
    username
  end

  def in_any_groups?(ids)
    group_users.where(group_id: ids).exists?
  end

  def belonging_to_group_ids
    @belonging_to_group_ids ||= group_users.pluck(:group_id)
  end

  def avatar_template
    "/letter_avatar_proxy/v4/letter/#{username[0]}/ffffff/{size}.png"
  end

  def human?
    id.positive?
  end
end

class Guardian
  def initialize(user = nil, _request = nil)
    @user = user
  end

  attr_reader :user

  def is_admin?
    !!@user&.admin?
  end

  def is_staff?
    !!@user&.staff?
  end

  def authenticated?
    !@user.nil?
  end
  alias current_user user

  def secure_category_ids
    return [] if @user.nil?

    @secure_category_ids ||=
      CategoryGroup.where(group_id: @user.group_users.select(:group_id)).pluck(:category_id)
  end

  def can_see?(thing)
    thing.is_a?(Category) ? can_see_category?(thing) : !thing.nil?
  end

  def can_see_category?(category)
    return false if category.nil?

    is_admin? || !category.read_restricted || secure_category_ids.include?(category.id)
  end

  def ensure_can_see!(thing)
    raise Discourse::InvalidAccess unless can_see?(thing)
  end
end

class UserDestroyer
  def initialize(actor)
    @actor = actor
  end

  def destroy(user, _options = {})
    user.destroy!
    DiscourseEvent.trigger(:user_destroyed, user)
    user
  end
end

class UserAnonymizer
  def self.make_anonymous(user, actor, opts = {})
    user.update!(username: "anon#{SecureRandom.random_number(10**8)}", name: nil, email: nil)
    DiscourseEvent.trigger(:user_anonymized, user: user, opts: opts)
    user
  end

  def initialize(user, actor = nil, opts = nil)
    @user = user
    @actor = actor
    @opts = opts || {}
  end

  def make_anonymous
    self.class.make_anonymous(@user, @actor, @opts)
  end
end

class UserMerger
  def initialize(source, target, acting_user)
    @source = source
    @target = target
    @acting_user = acting_user
  end

  # In the host's order: what was the one's is the other's before anybody is told. What both had stays the target's.
  def merge!
    GroupHistory.where(acting_user_id: @source.id).update_all(acting_user_id: @target.id)
    GroupHistory.where(target_user_id: @source.id).update_all(target_user_id: @target.id)
    move(GroupUser, :group_id)
    move(UserBadge, :badge_id)
    DiscourseEvent.trigger(:merging_users, @source, @target)
    UserDestroyer.new(@acting_user).destroy(@source.reload)
  end

  private

  def move(rows, what)
    had = rows.where(user_id: @target.id).pluck(what)
    rows.where(user_id: @source.id).where.not(what => had).update_all(user_id: @target.id)
  end
end

# What the host would send as a message; specs look at it.
class SystemMessage
  Sent = Struct.new(:recipient, :type, :params)

  class << self
    def sent
      @sent ||= []
    end

    def create(recipient, type, params = {})
      new(recipient).create(type, params)
    end

    def create_from_system_user(recipient, type, params = {})
      create(recipient, type, params)
    end
  end

  def initialize(recipient)
    @recipient = recipient
  end

  def create(type, params = {})
    texts =
      %w[subject_template text_body_template].map do |part|
        I18n.t("system_messages.#{type}.#{part}", **params.symbolize_keys, raise: true)
      end
    raise ArgumentError, "no words: #{type}" if texts.any?(&:blank?)

    self.class.sent << Sent.new(@recipient, type.to_s, params)
  end
end

class StaffActionLogger
  def self.logged
    @logged ||= []
  end

  def initialize(admin)
    @admin = admin
  end

  def log_custom(type, details = nil)
    self.class.logged << [@admin, type, details]
  end
end

User.create!(id: Discourse::SYSTEM_USER_ID, username: "system", admin: true, moderator: true)
Group::AUTO_GROUPS.each { |name, id| Group.create!(id: id, name: name, automatic: true) }
# A forum's own groups have ids above the automatic ones.
ActiveRecord::Base.connection.execute("ALTER SEQUENCE groups_id_seq RESTART WITH 41")
Category.create!(name: "General", slug: "general")
