# frozen_string_literal: true

require_relative "../../support/admin_calls"

RSpec.describe "Trying a gate with the test member" do
  include AdminCalls

  fab!(:group)
  fab!(:admin)

  before do
    connect_service
    sign_in(admin)
  end

  let!(:gate) { make_gate(group: group) }

  it "asks with the test member and grants nothing, whatever comes back" do
    answer_start
    send_json(
      :post,
      "gates/members-lounge/try/start.json",
      { returnUrl: Discourse.base_url },
      Origin: Discourse.base_url,
    )
    expect(response.status).to eq(201)
    expect(
      a_request(:post, /presentation-requests/).with do |asked|
        JSON.parse(asked.body)["test"] == true
      end,
    ).to have_been_made

    answer_collect
    send_json(:post, "gates/members-lounge/try/collect.json", {}, Origin: Discourse.base_url)
    expect(json).to eq("state" => "accepted")
    expect(CoopCredentials::Grant.count).to eq(0)
    expect(in_group?(admin, group)).to eq(false)
  end

  it "is not called by another site's page" do
    send_json(:post, "gates/members-lounge/try/start.json", {}, Origin: "https://evil.example")
    expect([response.status, code]).to eq([403, "origin_not_allowed"])
  end
end
