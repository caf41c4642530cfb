# frozen_string_literal: true

require_relative "../support/coop_service"

RSpec.describe "What a member's browser calls on a gate's page" do
  include CoopService

  fab!(:group)
  fab!(:user)

  let!(:gate) { make_gate(group: group, advertised: true, public_label: "The lounge") }

  before do
    connect_service
    answer_start
  end

  def call(name, body = {}, headers = {})
    post "/co-op-access/members-lounge/#{name}",
         params: body.to_json,
         headers: { "Content-Type" => "application/json", "Origin" => Discourse.base_url }.merge(
           headers,
         )
  end

  def json
    JSON.parse(response.body)
  end

  it "lets a member in whose membership the service accepted" do
    sign_in(user)
    call("start", { returnUrl: "#{Discourse.base_url}/co-op-access/members-lounge" })
    expect(response.status).to eq(201)
    expect(json.keys).not_to include("id", "subject")

    answer_collect
    call("collect", { responseCode: "abc" })

    expect(response.status).to eq(200)
    expect(json).to include(
      "state" => "accepted",
      "reason" => "This site welcomes members of Harvest Co-op.",
    )
    expect(json["opened"]).to eq("label" => "The lounge")
    expect(in_group?(user, group)).to eq(true)
  end

  it "asks a stranger to log in" do
    call("start")
    expect(response.status).to eq(403)
    expect(json["code"]).to eq("sign_in_needed")
    expect(response.media_type).to eq("application/problem+json")
  end

  it "lets a second account in with the same membership only where the gate allows it" do
    gate.update!(on_second_account: "block")
    make_grant(gate, Fabricate(:user), holder: "holder-1")
    answer_forgetting
    sign_in(user)
    call("start")
    answer_collect
    call("collect")

    expect(json["state"]).to eq("rejected")
    expect(json["problem"]["code"]).to eq("membership_in_use")
    expect(in_group?(user, group)).to eq(false)
  end
end
