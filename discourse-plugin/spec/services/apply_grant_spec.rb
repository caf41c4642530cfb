# frozen_string_literal: true

require_relative "../support/coop_service"

RSpec.describe CoopCredentials::ApplyGrant do
  include CoopService

  fab!(:group)
  fab!(:user)
  fab!(:other) { Fabricate(:user, trust_level: 1) }

  let(:gate) { make_gate(group: group) }

  def verification(id = "vf_1", holder: "holder-1")
    CoopCredentials::Collected::Verification.new(
      id: id,
      holder: holder,
      policy_version: 3,
      until: 30.days.from_now,
      reason: "Because.",
      issuer: "did:web:harvest.example",
      issuer_name: "Harvest",
    )
  end

  def apply(somebody = user, shown = verification)
    request = CoopCredentials::Request.new(gate: gate, user: somebody)
    described_class.new(request: request, user: somebody, verification: shown).call
  end

  def refusal
    yield
    nil
  rescue CoopCredentials::Problem => e
    e.code
  end

  it "changes nothing when it is called twice for one verification" do
    first = apply
    expect(apply).to eq(first)
    expect(CoopCredentials::Event.where(kind: "granted").count).to eq(1)
    expect(GroupUser.where(group: group, user: user).count).to eq(1)
  end

  it "gives nothing to a user who did not open the request" do
    request = CoopCredentials::Request.new(gate: gate, user: other)
    call = described_class.new(request: request, user: user, verification: verification)
    expect(refusal { call.call }).to eq("sign_in_needed")
  end

  it "lets both accounts in where the gate allows it" do
    apply
    apply(other, verification("vf_2"))
    expect([in_group?(user, group), in_group?(other, group)]).to eq([true, true])
  end

  it "refuses the second account where the gate blocks it" do
    gate.update!(on_second_account: "block")
    apply
    expect(refusal { apply(other, verification("vf_2")) }).to eq("membership_in_use")
    expect([in_group?(user, group), in_group?(other, group)]).to eq([true, false])
  end

  it "refuses the second account also while the first one is suspended, because that may be lifted" do
    gate.update!(on_second_account: "block")
    apply.update!(state: "suspended")
    expect(refusal { apply(other, verification("vf_2")) }).to eq("membership_in_use")
  end

  it "moves the place to the second account where the gate says so, and tells the first" do
    gate.update!(on_second_account: "move")
    apply
    messages =
      MessageBus.track_publish("/co-op-credentials/gates") { apply(other, verification("vf_2")) }

    expect([in_group?(user, group), in_group?(other, group)]).to eq([false, true])
    expect(CoopCredentials::Grant.order(:id).pluck(:state)).to eq(%w[moved live])
    told = messages.find { |message| message.user_ids == [user.id] }
    expect(told.data["problem"]["code"]).to eq("membership_in_use")
  end

  it "lets the same account show its membership again, whatever the gate says of second accounts" do
    gate.update!(on_second_account: "block")
    apply
    expect(apply(user, verification("vf_2")).state).to eq("live")
  end

  it "lets the second account in once the first one's grant has ended" do
    gate.update!(on_second_account: "block")
    apply.update!(expires_at: 1.minute.ago)
    expect(apply(other, verification("vf_2")).state).to eq("live")
  end

  it "lets one of two accounts in that show one membership in the same moment" do
    gate.update!(on_second_account: "block")
    results =
      [[user, "vf_1"], [other, "vf_2"]].map do |somebody, id|
        refusal { apply(somebody, verification(id)) }
      end
    expect(results).to eq([nil, "membership_in_use"])
  end

  it "lets nobody in who may not log in" do
    user.update!(active: false)
    expect(refusal { apply }).to eq("sign_in_needed")
  end
end
