# frozen_string_literal: true

require_relative "../support/coop_service"

RSpec.describe "Whoever was taken out of a group by hand" do
  include CoopService

  fab!(:group)
  fab!(:user)
  fab!(:other) { Fabricate(:user, trust_level: 1) }
  fab!(:admin)

  let(:gate) { make_gate(group: group) }
  let(:same_group) { make_gate(policy: "board-room", group: group) }
  let!(:grant) { make_grant(gate, user, holder: "h_1") }

  before do
    connect_service
    answer_forgetting
  end

  def remove_by(actor, somebody = user)
    group.remove(somebody)
    GroupActionLogger.new(actor, group).log_remove_user_from_group(somebody, nil)
  end

  def verification(holder: "h_1")
    CoopCredentials::Collected::Verification.new(
      id: "vf_new",
      holder: holder,
      policy_version: 3,
      until: 30.days.from_now,
      reason: "Because.",
      issuer: "did:web:harvest.example",
      issuer_name: "Harvest",
    )
  end

  def apply(to, by, shown = verification)
    request = CoopCredentials::Request.new(gate: to, user: by)
    CoopCredentials::ApplyGrant.new(request: request, user: by, verification: shown).call
    nil
  rescue CoopCredentials::Problem => e
    e.code
  end

  it "comes in by no other gate of that group, with this account or another" do
    remove_by(admin)
    expect(apply(same_group, user)).to eq("holder_barred")
    expect(apply(same_group, other)).to eq("holder_barred")
    expect([in_group?(user, group), in_group?(other, group)]).to eq([false, false])
  end

  it "comes in by every gate of it once the team has let them in again" do
    remove_by(admin)
    CoopCredentials::SettleRemovals.call(user)
    CoopCredentials::LetIn.call(grant.reload, actor: admin)
    expect(apply(same_group, user)).to be_nil
    expect(in_group?(user, group)).to eq(true)
  end

  it "is free in every other group, and so is who was kept out of a gate alone" do
    elsewhere = make_gate(policy: "kitchen", group: Fabricate(:group))
    CoopCredentials::BarMember.call(grant, actor: admin)
    expect(apply(same_group, user)).to be_nil

    remove_by(admin)
    expect(apply(elsewhere, user, verification.tap { |one| one.id = "vf_3" })).to be_nil
  end

  it "stays out when the gate is deleted and another is made for the group" do
    remove_by(admin)
    answer(:delete, "/v1/policies/members-lounge", status: 204, body: "")
    CoopCredentials::DeleteGate.call(gate)
    expect(apply(same_group, user)).to eq("holder_barred")

    CoopCredentials::LetIn.call(grant.reload, actor: admin)
    expect(apply(same_group, user)).to be_nil
  end

  it "stays out when the team ended what they had, and the gate is deleted and made anew" do
    CoopCredentials::BarMember.call(grant, actor: admin)
    answer(:delete, "/v1/policies/members-lounge", status: 204, body: "")
    CoopCredentials::DeleteGate.call(gate)
    anew = make_gate(group: group)
    expect(apply(anew, user)).to eq("holder_barred")
    expect(apply(anew, other)).to eq("holder_barred")

    CoopCredentials::LetIn.call(grant.reload, actor: admin)
    expect(apply(anew, user)).to be_nil
  end

  it "stays out when a gate that they are in by is led into that group" do
    elsewhere = make_gate(policy: "kitchen", group: Fabricate(:group))
    make_grant(elsewhere, user)
    remove_by(admin)
    elsewhere.update!(group_id: group.id)

    CoopCredentials::SettleAccess.call(user, gates: [elsewhere])
    CoopCredentials::SettleStrays.call
    expect(in_group?(user, group)).to eq(false)
  end

  it "stays where they are when somebody puts them in again by hand" do
    remove_by(admin)
    group.add(user)
    CoopCredentials::SettleAccess.call(user, gates: [gate])
    expect(in_group?(user, group)).to eq(true)
  end

  it "is barred though the grant had run out a moment ago, and no job had seen it" do
    grant.update!(expires_at: 1.minute.ago)
    remove_by(admin)
    expect(CoopCredentials::Bars.any?(gate, user)).to eq(true)
  end

  it "is let in by nothing while their place went without a word, as by SQL" do
    GroupUser.where(group_id: group.id).delete_all
    CoopCredentials::SettleAccess.call(user, gates: [gate])
    expect(in_group?(user, group)).to eq(false)
  end

  it "stays barred by the team's own word when they leave in the same moment" do
    stale = CoopCredentials::Grant.find(grant.id)
    CoopCredentials::BarMember.call(grant, actor: admin)
    expect(CoopCredentials::EndGrant.as_removed(stale, group.id)).to eq(false)

    GroupActionLogger.new(user, group).log_remove_user_from_group(user, nil)
    CoopCredentials::SettleRemovals.call(user)
    expect(CoopCredentials::Bars.any?(gate, user)).to eq(true)
    expect(grant.reload.ended_by).to eq(admin.id)
  end

  it "keeps the group closed when the team also says so itself" do
    remove_by(user)
    CoopCredentials::BarMember.call(grant.reload, actor: admin)
    expect(apply(same_group, user)).to eq("holder_barred")
  end

  it "keeps it closed by every gate when the team's word was begun before they were taken out" do
    stale = CoopCredentials::Grant.find(grant.id)
    remove_by(user)
    CoopCredentials::BarMember.call(stale, actor: admin)
    expect(grant.reload).to have_attributes(removed_from: group.id, ended_by: admin.id)
    expect(apply(same_group, user)).to eq("holder_barred")
  end

  it "gives no place to the person's other account that shows its membership in that moment" do
    gate.update!(on_second_account: "move")
    stale = CoopCredentials::Grant.find(grant.id)
    remove_by(admin)
    request = CoopCredentials::Request.new(gate: gate, user: other)
    late =
      CoopCredentials::ApplyGrant.new(request: request, user: other, verification: verification)

    expect { late.send(:move, stale) }.to raise_error(
      an_object_having_attributes(code: "holder_barred"),
    )
    expect(grant.reload.state).to eq("barred")
  end

  it "takes their other accounts out of it by whatever gate" do
    theirs = make_grant(same_group, other, holder: "h_1")
    remove_by(admin)
    CoopCredentials::SettleRemovals.call(user)
    expect(theirs.reload).to have_attributes(state: "barred", ended_by: admin.id)
    expect(in_group?(other, group)).to eq(false)
  end

  it "stays out when their account becomes one with another that is in by another gate" do
    theirs = make_grant(same_group, other)
    remove_by(admin)
    GroupUser.where(user_id: other.id, group_id: group.id).update_all(user_id: user.id)
    CoopCredentials::MovePerson.call(other, user)

    expect(theirs.reload).to have_attributes(user_id: user.id, state: "barred")
    expect(in_group?(user, group)).to eq(false)
  end

  it "is no longer barred under the pseudonym when they had left by themselves, and are forgotten then" do
    remove_by(user)
    CoopCredentials::ForgetPerson.call(user)
    expect(apply(gate, other)).to be_nil
  end
end
