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

    expect(described_class.call).to eq(2)
    expect([in_group?(user, group), in_group?(before, group)]).to eq([false, true])
    expect(CoopCredentials::Grant.pluck(:state).uniq).to eq(["ended"])
    expect(CoopCredentials::OutboxEntry.pluck(:path)).to contain_exactly(
      "/v1/verifications/vf_1",
      "/v1/verifications/vf_2",
    )
  end
end
