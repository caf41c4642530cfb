# frozen_string_literal: true

require_relative "../support/coop_service"

RSpec.describe CoopCredentials::WithdrawAll do
  include CoopService

  fab!(:group)
  fab!(:user)
  fab!(:before) { Fabricate(:user, trust_level: 1) }

  let(:gate) { make_gate(group: group) }

  it "takes out whom the plugin let in, leaves the others, and has the service forget all" do
    connect_service
    group.add(before)
    make_grant(gate, user, verification_id: "vf_1")
    make_grant(gate, before, verification_id: "vf_2")

    expect(described_class.call).to eq(ended: 2, left: 0)
    expect([in_group?(user, group), in_group?(before, group)]).to eq([false, true])
    expect(CoopCredentials::Grant.pluck(:state).uniq).to eq(["ended"])
    expect(CoopCredentials::OutboxEntry.pluck(:path)).to contain_exactly(
      "/v1/verifications/vf_1",
      "/v1/verifications/vf_2",
    )
  end

  it "says what it could not take back, such as by a fault of another plugin" do
    connect_service
    make_grant(gate, user)
    Discourse.stubs(:warn_exception)
    fault = proc { |somebody, *| raise "a fault" if somebody.id == user.id }
    DiscourseEvent.on(:user_removed_from_group, &fault)
    expect(described_class.call).to eq(ended: 1, left: 1)

    DiscourseEvent.off(:user_removed_from_group, &fault)
    expect(described_class.call).to eq(ended: 0, left: 0)
    expect(in_group?(user, group)).to eq(false)
  ensure
    DiscourseEvent.off(:user_removed_from_group, &fault) if fault
  end

  it "counts no place in a group that is gone" do
    connect_service
    make_grant(gate, user)
    Group.where(id: group.id).delete_all
    expect(described_class.call).to eq(ended: 1, left: 0)
  end
end
