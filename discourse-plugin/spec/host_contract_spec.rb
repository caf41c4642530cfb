# frozen_string_literal: true

# What the plugin takes for granted of its host. The same examples run in a whole Discourse and on the stand-in
# (.harness/stand_in), so that the stand-in cannot drift from what it stands for.
module Jobs
  class CoopContract < ::Jobs::Base
    def execute(_args)
    end
  end
end

RSpec.describe "the host" do
  fab!(:user)
  fab!(:group)

  def last_history(action)
    GroupHistory.where(group_id: group.id, action: GroupHistory.actions[action]).last
  end

  describe "a group" do
    it "takes somebody in as the system user, with the reason, and says so to the plugins" do
      events =
        DiscourseEvent.track_events(:user_added_to_group) do
          group.add_automatically(user, subject: "lounge")
        end

      expect(GroupUser.exists?(group_id: group.id, user_id: user.id)).to eq(true)
      expect(events.map { |event| event[:params] }).to eq([[user, group, { automatic: false }]])
      expect(last_history(:add_user_to_group)).to have_attributes(
        acting_user_id: Discourse.system_user.id,
        target_user_id: user.id,
        subject: "lounge",
      )
    end

    it "tells only the person which categories opened" do
      Fabricate(:private_category, group: group)
      told = MessageBus.track_publish("/categories") { group.add_automatically(user) }

      expect(told.map(&:user_ids)).to eq([[user.id]])
    end

    it "does nothing for somebody who is in" do
      group.add(user)
      events = DiscourseEvent.track_events { group.add_automatically(user, subject: "lounge") }

      expect(events).to eq([])
      expect(last_history(:add_user_to_group)).to eq(nil)
    end

    it "tells the plugins of a removal before it writes down who did it" do
      group.add(user)
      written = :not_called
      listener = proc { |_user, _group| written = last_history(:remove_user_from_group) }
      DiscourseEvent.on(:user_removed_from_group, &listener)
      group.remove_automatically(user, subject: "over")
      DiscourseEvent.off(:user_removed_from_group, &listener)

      expect(written).to eq(nil)
      expect(last_history(:remove_user_from_group)).to have_attributes(
        acting_user_id: Discourse.system_user.id,
        target_user_id: user.id,
        subject: "over",
      )
    end

    it "takes its flair and its being the main group along" do
      group.add(user)
      user.update!(flair_group_id: group.id, primary_group_id: group.id)
      group.remove(user)

      expect(user.reload).to have_attributes(flair_group_id: nil, primary_group_id: nil)
    end

    it "gives a place that was left and taken again another row" do
      group.add(user)
      first = GroupUser.find_by(group_id: group.id, user_id: user.id).id
      group.remove(user)
      Group.find(group.id).add(user)

      expect(GroupUser.find_by(group_id: group.id, user_id: user.id).id).not_to eq(first)
    end

    it "is automatic where the forum itself fills it" do
      expect(Group[:admins].automatic).to eq(true)
      expect(group.automatic).to eq(false)
    end
  end

  describe "a category" do
    fab!(:category) { Fabricate(:private_category, group: Fabricate(:group, name: "lounge")) }

    it "is seen by its group and by admins, and by nobody else" do
      member = Fabricate(:user)
      Group.find_by(name: "lounge").add(member)

      expect(category.read_restricted).to eq(true)
      expect(Guardian.new(member).can_see?(category)).to eq(true)
      expect(Guardian.new(Fabricate(:admin)).can_see?(category)).to eq(true)
      expect(Guardian.new(user).can_see?(category)).to eq(false)
      expect(Guardian.new(nil).can_see?(category)).to eq(false)
    end

    it "is found by its group, and has an address" do
      ids = CategoryGroup.where(group_id: Group.find_by(name: "lounge").id).pluck(:category_id)

      expect(ids).to eq([category.id])
      expect(category.url).to eq("/c/#{category.slug}/#{category.id}")
    end
  end

  describe "a badge" do
    fab!(:badge)

    it "is given once, and taken back by its row" do
      given = BadgeGranter.grant(badge, user, granted_by: Discourse.system_user)
      expect(UserBadge.where(badge_id: badge.id, user_id: user.id).pluck(:id)).to eq([given.id])

      BadgeGranter.revoke(given)
      expect(UserBadge.exists?(id: given.id)).to eq(false)
    end
  end

  describe "a person who goes" do
    let(:admin) { Fabricate(:admin) }

    before { group.add(user) }

    it "is told of by name when deleted, and is in no group any more" do
      events =
        DiscourseEvent.track_events(:user_destroyed) { UserDestroyer.new(admin).destroy(user) }

      expect(events.map { |event| event[:params].first.id }).to eq([user.id])
      expect(GroupUser.exists?(user_id: user.id)).to eq(false)
    end

    it "is told of when made anonymous" do
      events =
        DiscourseEvent.track_events(:user_anonymized) { UserAnonymizer.make_anonymous(user, admin) }

      expect(events.map { |event| event[:params].first[:user].id }).to eq([user.id])
    end

    it "is told of with the other account when merged" do
      target = Fabricate(:user)
      events =
        DiscourseEvent.track_events(:merging_users) { UserMerger.new(user, target, admin).merge! }

      expect(events.map { |event| event[:params] }).to eq([[user, target]])
      expect(GroupUser.exists?(group_id: group.id, user_id: target.id)).to eq(true)
    end
  end

  it "limits how often somebody may do something" do
    RateLimiter.enable
    2.times { RateLimiter.new(user, "contract", 2, 60).performed! }

    expect { RateLimiter.new(user, "contract", 2, 60).performed! }.to raise_error(
      RateLimiter::LimitExceeded,
    ) { |error| expect(error.available_in).to be_between(1, 60) }
    expect { RateLimiter.new(Fabricate(:user), "contract", 2, 60).performed! }.not_to raise_error
  ensure
    RateLimiter.disable
  end

  it "lets one at a time through a mutex" do
    inside = 0
    most = 0
    threads =
      Array.new(3) do
        Thread.new do
          DistributedMutex.synchronize("coop-credentials-contract") do
            most = [most, inside += 1].max
            sleep 0.02
            inside -= 1
          end
        end
      end
    threads.each(&:join)

    expect(most).to eq(1)
  end

  it "does what waits for a commit once the outermost transaction has ended, and not after a rollback" do
    done = []
    ActiveRecord::Base.transaction do
      DB.after_commit { done << :first }
      expect(done).to eq([])
    end
    ActiveRecord::Base.transaction(requires_new: true) do
      DB.after_commit { done << :undone }
      raise ActiveRecord::Rollback
    end

    expect(done).to eq([:first])
  end

  it "keeps what a job is given until a worker has time" do
    Jobs.enqueue(Jobs::CoopContract, gate_id: 1)

    expect(job_enqueued?(job: Jobs::CoopContract, args: { gate_id: 1 })).to eq(true)
    expect(job_enqueued?(job: Jobs::CoopContract, args: { gate_id: 2 })).to eq(false)
  end

  it "says when a setting changes" do
    events =
      DiscourseEvent.track_events(:site_setting_changed) { SiteSetting.title = "Another forum" }

    expect(events.map { |event| event[:params] }).to eq([[:title, "Discourse", "Another forum"]])
  end
end
