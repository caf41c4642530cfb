# frozen_string_literal: true

require_relative "../support/coop_service"
require_relative "../support/member_calls"

RSpec.describe CoopCredentials::MembersController do
  include CoopService
  include MemberCalls

  fab!(:group)
  fab!(:user)
  fab!(:category) { Fabricate(:private_category, group: group) }

  let!(:gate) do
    make_gate(group: group, advertised: true, public_label: "The lounge", public_text: "Warm.")
  end
  let!(:secret) { make_gate(policy: "board-room", group: Fabricate(:group)) }

  before { connect_service }

  it "tells a stranger of what is advertised, and of nothing else" do
    get "/co-op-credentials/gates.json"
    expect(json["gates"]).to eq(
      [
        {
          "policy" => "members-lounge",
          "label" => "The lounge",
          "text" => "Warm.",
          "url" => "/co-op-access/members-lounge",
          "category_id" => nil,
          "parent_category_id" => nil,
          "open" => false,
        },
      ],
    )
  end

  it "tells nobody of a secured category that a gate leads to, but who is in it" do
    gate.update!(category_id: category.id)
    CoopCredentials::GateCache.clear
    get "/co-op-credentials/gates.json"
    expect(json["gates"].first).to include("category_id" => nil)

    make_grant(gate, user)
    sign_in(user)
    get "/co-op-credentials/gates.json"
    expect(json["gates"].first).to include("category_id" => category.id)
  end

  it "tells a member of their own too, with until when and where they lead" do
    own = make_grant(gate, user)
    make_grant(secret, user)
    sign_in(user)
    get "/co-op-credentials/gates.json"

    expect(json["gates"].map { |one| one["policy"] }).to contain_exactly(
      "members-lounge",
      "board-room",
    )
    expect(json["gates"].find { |one| one["policy"] == "members-lounge" }).to include(
      "open" => true,
      "state" => "live",
      "until" => own.expires_at.iso8601,
      "category_id" => category.id,
    )
  end

  it "lists what a member has and had, with why it is closed" do
    make_grant(gate, user)
    make_grant(secret, user, state: "revoked", ended_at: 1.hour.ago)
    make_grant(secret, user, state: "dropped")
    make_grant(secret, Fabricate(:user))
    sign_in(user)
    get "/co-op-credentials/mine.json"

    expect(json["grants"].map { |one| one.values_at("policy", "state") }).to contain_exactly(
      %w[members-lounge live],
      %w[board-room revoked],
    )
    live, revoked = json["grants"].sort_by { |one| one["state"] }
    expect(live).to include(
      "category_url" => category.url,
      "problem" => nil,
      "issuer_name" => "Harvest Co-op",
    )
    expect(revoked).to include("category_url" => nil)
    expect(revoked["problem"]).to include("code" => "credential_revoked")
  end

  it "drops a member's own grant, and nobody else's" do
    mine = make_grant(gate, user)
    theirs = make_grant(gate, Fabricate(:user))
    answer_forgetting
    sign_in(user)

    delete "/co-op-credentials/mine/#{theirs.id}.json"
    expect([response.status, code]).to eq([404, "verification_unknown"])
    delete "/co-op-credentials/mine/#{mine.id}.json"
    expect(response.status).to eq(204)
    expect([mine.reload.state, theirs.reload.state]).to eq(%w[dropped live])
    expect(in_group?(user, group)).to eq(false)
  end

  it "lets a member download what is kept of them" do
    make_grant(gate, user, holder: "h_1")
    answer(:get, "/v1/holders/h_1/export", body: { holder: "h_1" })
    sign_in(user)
    get "/co-op-credentials/mine/export.json"

    expect(response.headers["Content-Disposition"]).to include(
      "attachment",
      "co-op-memberships.json",
    )
    expect(json["grants"].first).to include("pseudonym" => "h_1")
    expect(json["service"]).to eq("h_1" => { "holder" => "h_1" })
  end

  it "asks strangers to log in for all but the advertised gates" do
    %w[mine mine/export].each do |path|
      get "/co-op-credentials/#{path}.json"
      expect([response.status, code]).to eq([403, "sign_in_needed"])
    end
  end

  it "asks the database as often for many gates as for one" do
    first = make_gate(policy: "gate-0")
    category = Fabricate(:private_category, group: first.group)
    make_grant(first, user)
    sign_in(user)
    get "/co-op-credentials/mine.json"
    few = track_sql_queries { get "/co-op-credentials/mine.json" }.length

    9.times do |index|
      gate = make_gate(policy: "gate-#{index + 1}")
      Fabricate(:private_category, group: gate.group)
      make_grant(gate, user)
    end
    many = track_sql_queries { get "/co-op-credentials/mine.json" }.length
    expect(json["grants"].map { |grant| grant["category_url"] }).to all(be_present)
    expect(json["grants"].map { |grant| grant["category_url"] }).to include(category.url)
    expect(many).to be <= few
  end
end
