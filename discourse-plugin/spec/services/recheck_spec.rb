# frozen_string_literal: true

require_relative "../support/coop_service"

RSpec.describe CoopCredentials::RecheckGrants do
  include CoopService

  fab!(:group)
  fab!(:user)

  let(:gate) { make_gate(group: group) }
  let!(:grant) { make_grant(gate, user, verification_id: "vf_1") }

  before { connect_service }

  def answer_recheck(**changes)
    answer(:post, "/v1/verifications/vf_1/recheck", body: verification_json(**changes))
  end

  it "takes back what does not hold any more" do
    answer_recheck(state: "revoked", problem: problem("credential_revoked", 422))
    expect(described_class.call).to eq(changed: 1, unanswered: 0)
    expect(in_group?(user, group)).to eq(false)
  end

  it "takes back what the service no longer knows" do
    answer(
      :post,
      "/v1/verifications/vf_1/recheck",
      status: 404,
      body: problem("verification_unknown", 404),
    )
    described_class.call
    expect(grant.reload.state).to eq("forgotten")
  end

  it "lifts no pause: a newer one may be in the feed, which has been read" do
    CoopCredentials::ChangeGrants.call([["vf_1", "suspended", nil]])
    answer_recheck(state: "live")
    expect(described_class.call).to eq(changed: 0, unanswered: 0)
    expect(grant.reload.state).to eq("suspended")
    expect(in_group?(user, group)).to eq(false)
  end

  it "counts what could not be asked" do
    stub_request(:post, %r{/recheck}).to_timeout
    expect(described_class.call).to eq(changed: 0, unanswered: 1)
    expect(grant.reload.state).to eq("live")
  end
end
