# frozen_string_literal: true

require_relative "../support/coop_service"

RSpec.describe "Being taken out of a gate's group by hand" do
  include CoopService

  fab!(:group)
  fab!(:user)
  fab!(:admin)

  let(:gate) { make_gate(group: group) }
  let!(:grant) { make_grant(gate, user) }

  before { SiteSetting.coop_credentials_enabled = true }

  # As core does: first the removal, then the line in the group's log.
  def remove_by(actor, subject: nil)
    group.remove(user)
    GroupActionLogger.new(actor, group).log_remove_user_from_group(user, subject)
  end

  def barred?(from: gate, who: user)
    CoopCredentials::SettleRemovals.call(who)
    CoopCredentials::Bars.any?(from, who)
  end

  it "sticks: the team has barred them, until it lets them in again" do
    remove_by(admin)
    expect(barred?).to eq(true)
    expect(grant.reload).to have_attributes(state: "barred", ended_by: admin.id)

    CoopCredentials::SettleAccess.call(user, gates: [gate])
    expect(in_group?(user, group)).to eq(false)

    CoopCredentials::LetIn.call(grant, actor: admin)
    expect(barred?).to eq(false)
    expect(in_group?(user, group)).to eq(false)
    expect(CoopCredentials::Event.order(:id).pluck(:kind)).to eq(%w[barred let_in])
  end

  it "sticks while the plugin is switched off" do
    SiteSetting.coop_credentials_enabled = false
    remove_by(admin)
    SiteSetting.coop_credentials_enabled = true
    expect(barred?).to eq(true)
  end

  it "sticks where nobody wrote down who it was" do
    group.remove(user)
    expect(barred?).to eq(true)
  end

  it "sticks where it was done in bulk" do
    group.bulk_remove([user.id])
    expect(barred?).to eq(true)
  end

  it "sticks where the place went without a word, as by SQL" do
    CoopCredentials::Membership.update_all(created_at: 1.hour.ago)
    GroupUser.where(group_id: group.id).delete_all
    CoopCredentials::FindRemovals.call
    expect(barred?).to eq(true)
  end

  it "sticks for who was in the group before the gate" do
    other = Fabricate(:user)
    group.add(other)
    make_grant(gate, other)
    group.remove(other)
    expect(barred?(who: other)).to eq(true)
  end

  it "is no bar for who left by themselves: they may come back by their membership" do
    remove_by(user)
    expect(barred?).to eq(false)
    expect(grant.reload.state).to eq("dropped")
  end

  it "is no bar where it was no person, but another rule of the forum: they may show it again" do
    remove_by(Discourse.system_user, subject: "a group of a log-in service")
    expect(barred?).to eq(false)
    expect(grant.reload.state).to eq("ended")
    expect(in_group?(user, group)).to eq(false)
  end

  it "brings nobody back whose membership was revoked while another rule kept them out" do
    remove_by(Discourse.system_user, subject: "a group of a log-in service")
    CoopCredentials::ChangeGrants.call([[grant.verification_id, "revoked", "credential_revoked"]])
    CoopCredentials::SettleRemovals.call(user)
    expect(grant.reload.live?).to eq(false)
    expect(in_group?(user, group)).to eq(false)
  end

  it "sticks where another rule of the forum had its part in it too" do
    group.remove(user)
    [[Discourse.system_user, "a rule"], [admin, nil]].each do |actor, subject|
      GroupActionLogger.new(actor, group).log_remove_user_from_group(user, subject)
    end
    expect(barred?).to eq(true)
    expect(grant.reload.ended_by).to eq(admin.id)
  end

  describe "where the gate has a group for replies too" do
    fab!(:reply_group) { Fabricate(:group) }

    let(:gate) { make_gate(group: group, reply_group_id: reply_group.id) }

    it "sticks, though the plugin itself takes them out of the other one" do
      remove_by(admin)
      expect(in_group?(user, reply_group)).to eq(false)
      expect(barred?).to eq(true)
      expect(grant.reload.ended_by).to eq(admin.id)
      expect(in_group?(user, group)).to eq(false)
    end

    it "sticks where it was the group for replies" do
      reply_group.remove(user)
      GroupActionLogger.new(admin, reply_group).log_remove_user_from_group(user, nil)
      expect(barred?).to eq(true)
      expect(grant.reload.ended_by).to eq(admin.id)
      expect(in_group?(user, group)).to eq(false)
    end

    it "sticks where nobody wrote down who it was, though they left the other one by themselves" do
      CoopCredentials::Membership.where(group_id: reply_group.id).delete_all
      group.remove(user)
      reply_group.remove(user)
      GroupActionLogger.new(user, reply_group).log_remove_user_from_group(user, nil)
      expect(barred?).to eq(true)
    end

    it "is no bar for who left by themselves" do
      remove_by(user)
      expect(barred?).to eq(false)
      expect(grant.reload.state).to eq("dropped")
      expect(in_group?(user, reply_group)).to eq(false)
    end
  end

  it "sticks while the membership is paused, and its end of the pause opens nothing" do
    other = Fabricate(:user)
    group.add(other)
    paused = make_grant(gate, other)
    CoopCredentials::ChangeGrants.call([[paused.verification_id, "suspended", nil]])
    group.remove(other)
    CoopCredentials::ChangeGrants.call([[paused.verification_id, "live", nil]])

    expect(paused.reload.state).to eq("barred")
    expect(in_group?(other, group)).to eq(false)
  end

  it "is none where the plugin took the place back itself, as for a pause" do
    CoopCredentials::ChangeGrants.call([[grant.verification_id, "suspended", nil]])
    expect(grant.reload.state).to eq("suspended")
    expect(in_group?(user, group)).to eq(false)

    CoopCredentials::ChangeGrants.call([[grant.verification_id, "live", nil]])
    expect(in_group?(user, group)).to eq(true)
  end

  it "comes before another membership that was let in by the gate in the same moment" do
    group.remove(user)
    make_grant(gate, user)
    expect(in_group?(user, group)).to eq(false)
  end

  it "is a bar by who says so while nobody knows yet who it was" do
    remove_by(user)
    CoopCredentials::BarMember.call(grant.reload, actor: admin, reason: "stay out")
    expect(barred?).to eq(true)
    expect(grant.reload).to have_attributes(state: "barred", ended_by: admin.id)
    expect(CoopCredentials::Event.order(:id).last.detail).to eq("stay out")
  end

  it "is meant for the person: their other account is out too, though nobody comes by" do
    other = Fabricate(:user)
    theirs = make_grant(gate, other, holder: grant.holder)
    remove_by(admin)
    freeze_time 5.minutes.from_now
    CoopCredentials::FindRemovals.call

    expect(theirs.reload).to have_attributes(state: "barred", ended_by: admin.id)
    expect(in_group?(other, group)).to eq(false)
  end

  it "lasts, and reaches the person's other account, however late anybody looks" do
    other = Fabricate(:user)
    theirs = make_grant(gate, other, holder: grant.holder)
    remove_by(admin)
    freeze_time 3.days.from_now
    CoopCredentials::FindRemovals.call

    expect(grant.reload.ended_by).to eq(admin.id)
    expect(theirs.reload.state).to eq("barred")
    expect(in_group?(other, group)).to eq(false)
  end

  it "lasts, and reaches the person's other account, where nobody wrote down who it was" do
    other = Fabricate(:user)
    theirs = make_grant(gate, other, holder: grant.holder)
    group.remove(user)
    freeze_time 5.minutes.from_now
    CoopCredentials::FindRemovals.call
    expect(grant.reload.ended_by).to be_nil

    freeze_time 6.minutes.from_now
    CoopCredentials::FindRemovals.call
    expect(grant.reload.ended_by).to eq(Discourse.system_user.id)
    expect(theirs.reload.state).to eq("barred")
  end

  it "lasts though its gate is gone before anybody looked" do
    same = make_gate(policy: "board-room", group: group)
    other = Fabricate(:user)
    theirs = make_grant(same, other, holder: grant.holder)
    remove_by(admin)
    gate.destroy!
    freeze_time 5.minutes.from_now
    CoopCredentials::FindRemovals.call

    expect(grant.reload.ended_by).to eq(admin.id)
    expect(theirs.reload.state).to eq("barred")
  end

  it "lasts for all though one account cannot be settled" do
    group.add(other = Fabricate(:user))
    theirs = make_grant(gate, other)
    [user, other].each { |one| group.remove(one) }
    freeze_time 1.day.from_now
    CoopCredentials::BarElsewhere.stubs(:call).raises("a fault").then.returns(nil)
    CoopCredentials::FindRemovals.call
    CoopCredentials::BarElsewhere.unstub(:call)

    settled = [grant, theirs].map { |one| one.reload.ended_by }
    expect(settled).to contain_exactly(nil, Discourse.system_user.id)
  end

  it "waits for who is being let in by the gate in this moment, and sees them" do
    remove_by(admin)
    queries = track_sql_queries { CoopCredentials::SettleRemovals.call(user) }
    locked =
      queries.index do |sql|
        sql.include?("pg_advisory_xact_lock(hashtext('coop-credentials gate')")
      end
    written = queries.index { |sql| sql.start_with?("UPDATE") && sql.include?("ended_by") }
    expect(locked).to be < written
  end

  it "leaves the person's other account in where they left by themselves" do
    other = Fabricate(:user)
    theirs = make_grant(gate, other, holder: grant.holder)
    remove_by(user)
    freeze_time 5.minutes.from_now
    CoopCredentials::FindRemovals.call

    expect(theirs.reload.state).to eq("live")
    expect(in_group?(other, group)).to eq(true)
  end

  it "sticks where a person worked as the system user" do
    remove_by(Discourse.system_user)
    expect(barred?).to eq(true)
  end

  it "survives dropping what one had, and forgetting it" do
    remove_by(admin)
    CoopCredentials::DropGrant.of_gate(user, gate)
    expect(barred?).to eq(true)
  end

  it "bars from every gate that led into the group, and from no other" do
    same = make_gate(policy: "board-room", group: group)
    elsewhere = make_gate(policy: "kitchen", group: Fabricate(:group))
    make_grant(same, user)
    make_grant(elsewhere, user)
    remove_by(admin)

    expect(barred?(from: same)).to eq(true)
    expect(barred?(from: elsewhere)).to eq(false)
  end

  it "takes no part in it when a grant had ended before" do
    grant.update!(state: "expired")
    group.remove(user)
    expect(barred?).to eq(false)
  end

  it "tells the member's open page" do
    messages = MessageBus.track_publish("/co-op-credentials/gates") { remove_by(admin) }
    expect(messages.last.data["problem"]).to include("code" => "holder_barred")
    expect(messages.last.user_ids).to eq([user.id])
  end

  it "ends a gate whose group is deleted, and takes nobody any more" do
    group.destroy!
    expect(grant.reload.state).to eq("ended")
    expect(CoopCredentials::OutboxEntry.count).to eq(1)
    expect(gate.reload.enabled).to eq(false)
    expect(CoopCredentials::Membership.count).to eq(0)
  end
end
