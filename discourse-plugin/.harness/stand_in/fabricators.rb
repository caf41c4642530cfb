# A stand-in for Discourse, not Discourse: its fabricators, by the names that specs use.
# frozen_string_literal: true

Fabricator(:user) do
  username { sequence(:username) { |i| "bruce#{i}" } }
  name "Bruce Wayne"
  email { |attributes| "#{attributes[:username]}@wayne.com" }
end

Fabricator(:active_user, from: :user)

Fabricator(:moderator, from: :user) do
  username { sequence(:username) { |i| "moderator#{i}" } }
  moderator true
  after_create do |user|
    %i[moderators staff].each { |name| GroupUser.create!(user: user, group: Group[name]) }
  end
end

Fabricator(:admin, from: :user) do
  username { sequence(:username) { |i| "anne#{i}" } }
  admin true
  after_create do |user|
    %i[admins staff].each { |name| GroupUser.create!(user: user, group: Group[name]) }
  end
end

Fabricator(:group) { name { sequence(:name) { |i| "my_group_#{i}" } } }

Fabricator(:public_group, from: :group) do
  public_admission true
  public_exit true
end

Fabricator(:group_user) do
  user
  group
end

Fabricator(:category) { name { sequence(:name) { |i| "Amazing Category #{i}" } } }

Fabricator(:private_category, from: :category) do
  transient :group
  transient :permission_type
  before_create do |category, transients|
    category.set_permissions(transients[:group] => transients[:permission_type] || :full)
  end
end

Fabricator(:category_group) do
  category
  group
  permission_type 1
end

Fabricator(:badge) { name { sequence(:name) { |i| "Badge #{i}" } } }

Fabricator(:user_badge) do
  user
  badge
  granted_by_id(-1)
  granted_at { Time.zone.now }
end
