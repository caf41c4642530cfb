# frozen_string_literal: true

require_relative "../support/coop_service"

RSpec.describe CoopCredentials::SettleStrays do
  include CoopService

  fab!(:group)
  fab!(:reply_group) { Fabricate(:group) }
  fab!(:user)

  let(:badge) { Fabricate(:badge) }
  let(:gate) { make_gate(group: group, reply_group_id: reply_group.id, badge_id: badge.id) }

  before { connect_service }

  def inside?(somebody = user)
    [group, reply_group].map { |one| in_group?(somebody, one) }
  end

  def wears_badge?
    UserBadge.exists?(user_id: user.id, badge_id: badge.id)
  end

  it "takes out whom a process that died left in after their membership had ended" do
    grant = make_grant(gate, user)
    CoopCredentials::SettleMany.stubs(:call).raises("killed")
    change = [[grant.verification_id, "revoked", nil]]
    expect { CoopCredentials::ChangeGrants.call(change) }.to raise_error("killed")
    CoopCredentials::SettleMany.unstub(:call)
    CoopCredentials::ChangeGrants.call(change)
    expect([inside?, wears_badge?]).to eq([[true, true], true])

    described_class.call
    expect([inside?, wears_badge?]).to eq([[false, false], false])
  end

  it "takes out whose gate is gone, though a grant of it says live" do
    make_grant(gate, user)
    CoopCredentials::Gate.where(id: gate.id).delete_all

    described_class.call
    expect([inside?, wears_badge?]).to eq([[false, false], false])
  end

  it "lets in whom a process that died left out" do
    grant = make_grant(gate, user, state: "suspended")
    grant.update!(state: "live")

    described_class.call
    expect([inside?, wears_badge?]).to eq([[true, true], true])
  end

  it "lets nobody in who is barred, nor whose place of ours went without a word" do
    make_grant(gate, user, state: "barred")
    CoopCredentials::Grant.insert_all!(
      [
        CoopCredentials::Grant
          .sole
          .attributes
          .except("id")
          .merge("verification_id" => "vf_later", "state" => "live"),
      ],
    )
    other = Fabricate(:user)
    make_grant(gate, other)
    GroupUser.where(user_id: other.id).delete_all

    described_class.call
    expect([inside?, inside?(other)]).to eq([[false, false], [false, false]])
  end

  it "leaves a place that somebody had before, when their membership ends" do
    group.add(user)
    grant = make_grant(gate, user)
    grant.update!(state: "revoked")

    described_class.call
    expect(inside?).to eq([true, false])
  end

  it "asks the database at most twice where there is nothing to mend, and settles nobody" do
    make_grant(gate, user)
    CoopCredentials::SettleMany.expects(:call).never
    expect(track_sql_queries { described_class.call }.length).to be <= 2
  end

  it "mends in the next look what a fault of another plugin kept for one account, and no other account waits" do
    users = [user, Fabricate(:user), Fabricate(:user)]
    users.each { |one| make_grant(gate, one) }
    CoopCredentials::Grant.update_all(expires_at: 1.minute.ago)
    faulty = true
    fault = proc { |somebody, *| raise "a fault" if faulty && somebody.id == user.id }
    Discourse.stubs(:warn_exception)
    DiscourseEvent.on(:user_removed_from_group, &fault)
    CoopCredentials::ExpireGrants.call
    expect(users.map { |one| inside?(one) }).to eq([[true, true], [false, false], [false, false]])

    faulty = false
    described_class.call
    expect(inside?).to eq([false, false])
  ensure
    DiscourseEvent.off(:user_removed_from_group, &fault)
  end

  it "is a step of the upkeep" do
    expect(CoopCredentials::KeepUp::STEPS).to include(described_class)
  end

  it "has its say when everything is withdrawn: who was left in by an earlier fault leaves too" do
    make_grant(gate, user).update!(state: "revoked")
    expect(CoopCredentials::WithdrawAll.call).to eq(ended: 0, left: 0)
    expect([inside?, wears_badge?]).to eq([[false, false], false])
  end

  it "finds nobody left in a gate's other group when its first group is deleted" do
    make_grant(gate, user)
    group.destroy!
    expect([in_group?(user, reply_group), wears_badge?]).to eq([false, false])
  end
end
