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

  def barred?
    CoopCredentials::Bars.any?(gate, user)
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
    expect(CoopCredentials::Bars.any?(gate, other)).to eq(true)
  end

  it "is no bar for who left by themselves: they may come back by their membership" do
    remove_by(user)
    expect(barred?).to eq(false)
    expect(grant.reload.state).to eq("dropped")
  end

  it "is undone where it was no person, but another rule of the forum" do
    remove_by(Discourse.system_user, subject: "a group of a log-in service")
    expect(barred?).to eq(false)
    expect(grant.reload.state).to eq("live")
    expect(in_group?(user, group)).to eq(true)
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

    expect(CoopCredentials::Bars.any?(same, user)).to eq(true)
    expect(CoopCredentials::Bars.any?(elsewhere, user)).to eq(false)
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
    expect(gate.reload.enabled).to eq(false)
    expect(CoopCredentials::Membership.count).to eq(0)
  end
end
