# frozen_string_literal: true

require_relative "../support/coop_service"

RSpec.describe "Members that the plugin did not add stay" do
  include CoopService

  fab!(:group)
  fab!(:user)
  fab!(:admin)

  before { SiteSetting.coop_credentials_enabled = true }

  def expire(*grants)
    grants.each { |grant| grant.update!(expires_at: 1.minute.ago) }
    CoopCredentials::ExpireGrants.call
  end

  it "takes out at the end whom it let in" do
    grant = make_grant(make_gate(group: group), user)
    expect(in_group?(user, group)).to eq(true)

    expire(grant)
    expect(in_group?(user, group)).to eq(false)
    expect(grant.reload.state).to eq("expired")
    expect(CoopCredentials::Membership.count).to eq(0)
  end

  it "leaves in who was there before" do
    group.add(user)
    expire(make_grant(make_gate(group: group), user))
    expect(in_group?(user, group)).to eq(true)
  end

  it "leaves in whom somebody put in by hand in the very moment in which they were let in" do
    group.add(user)
    GroupUser.stubs(:exists?).returns(false)
    grant = make_grant(make_gate(group: group), user)
    GroupUser.unstub(:exists?)

    expire(grant)
    expect(in_group?(user, group)).to eq(true)
  end

  it "leaves in whom somebody took out and put in again by hand" do
    grant = make_grant(make_gate(group: group), user)
    group.remove(user)
    group.add(user)

    expire(grant)
    expect(in_group?(user, group)).to eq(true)
  end

  it "leaves in whom somebody put in again by hand while the plugin was switched off" do
    grant = make_grant(make_gate(group: group), user)
    SiteSetting.coop_credentials_enabled = false
    group.remove(user)
    group.add(user)
    SiteSetting.coop_credentials_enabled = true

    expire(grant)
    expect(in_group?(user, group)).to eq(true)
  end

  it "leaves in whose row was replaced without a word, as by SQL" do
    grant = make_grant(make_gate(group: group), user)
    GroupUser.where(group_id: group.id, user_id: user.id).delete_all
    GroupUser.create!(group_id: group.id, user_id: user.id)

    expire(grant)
    expect(in_group?(user, group)).to eq(true)
  end

  it "leaves in whom somebody made an owner of the group" do
    grant = make_grant(make_gate(group: group), user)
    group.add_owner(user)

    expire(grant)
    expect(in_group?(user, group)).to eq(true)
  end

  it "keeps who is in by another gate of the same group, until that ends too" do
    first = make_grant(make_gate(group: group), user)
    second = make_grant(make_gate(policy: "board-room", group: group), user)

    expire(first)
    expect(in_group?(user, group)).to eq(true)
    expire(second)
    expect(in_group?(user, group)).to eq(false)
  end

  it "keeps who shows a membership again before the old one ends" do
    gate = make_gate(group: group)
    old = make_grant(gate, user)
    make_grant(gate, user)

    expire(old)
    expect(in_group?(user, group)).to eq(true)
  end

  it "leaves in who was there before, whatever two gates of the group do" do
    group.add(user)
    grants = [
      make_grant(make_gate(group: group), user),
      make_grant(make_gate(policy: "board-room", group: group), user),
    ]
    expire(*grants)
    expect(in_group?(user, group)).to eq(true)
  end

  it "leaves everybody where they are while the plugin is switched off, and catches up after" do
    grant = make_grant(make_gate(group: group), user)
    SiteSetting.coop_credentials_enabled = false
    grant.update!(expires_at: 1.minute.ago)
    Jobs::CoopCredentials::Upkeep.new.execute({})
    expect(in_group?(user, group)).to eq(true)

    SiteSetting.coop_credentials_enabled = true
    Jobs::CoopCredentials::Upkeep.new.execute({})
    expect(in_group?(user, group)).to eq(false)
  end

  it "gives readers and repliers their two groups, and takes both" do
    repliers = Fabricate(:group)
    grant = make_grant(make_gate(group: group, reply_group_id: repliers.id), user)
    expect([in_group?(user, group), in_group?(user, repliers)]).to eq([true, true])

    expire(grant)
    expect([in_group?(user, group), in_group?(user, repliers)]).to eq([false, false])
  end

  it "takes no place in a group that Discourse itself decides about" do
    automatic = Group.find(Group::AUTO_GROUPS[:trust_level_4])
    make_grant(make_gate(group: automatic), user)
    expect(in_group?(user, automatic)).to eq(false)
  end

  it "writes who let in and out, and why, into the group's own log" do
    expire(make_grant(make_gate(group: group), user))
    log = GroupHistory.where(group_id: group.id, target_user_id: user.id).order(:id)

    expect(log.pluck(:action)).to eq(
      GroupHistory.actions.values_at(:add_user_to_group, :remove_user_from_group),
    )
    expect(log.first.subject).to eq("members-lounge")
  end

  describe "a badge" do
    fab!(:badge)

    it "is given and taken back" do
      grant = make_grant(make_gate(group: group, badge_id: badge.id), user)
      expect(UserBadge.exists?(user: user, badge: badge)).to eq(true)
      expire(grant)
      expect(UserBadge.exists?(user: user, badge: badge)).to eq(false)
    end

    it "stays with who had it before" do
      BadgeGranter.grant(badge, user)
      expire(make_grant(make_gate(group: group, badge_id: badge.id), user))
      expect(UserBadge.exists?(user: user, badge: badge)).to eq(true)
    end
  end

  describe "a flair" do
    it "is worn while in, by who wears none" do
      grant = make_grant(make_gate(group: group, flair: true), user)
      expect(user.reload.flair_group_id).to eq(group.id)
      expire(grant)
      expect(user.reload.flair_group_id).to be_nil
    end

    it "leaves another flair alone" do
      mine = Fabricate(:group)
      mine.add(user)
      user.update!(flair_group_id: mine.id)
      expire(make_grant(make_gate(group: group, flair: true), user))
      expect(user.reload.flair_group_id).to eq(mine.id)
    end
  end
end
