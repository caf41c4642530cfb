# frozen_string_literal: true

require_relative "../../support/admin_calls"

RSpec.describe "Who was let in, as the admin’s screens see it" do
  include AdminCalls

  fab!(:group)
  fab!(:user)
  fab!(:admin)
  fab!(:moderator)

  before do
    connect_service
    sign_in(admin)
  end

  let(:gate) { make_gate(group: group) }
  let!(:grant) { make_grant(gate, user, issuer_name: "=cmd|' /C calc'!A0") }

  it "are listed with who has them, why and until when; what has run out as expired" do
    make_grant(gate, moderator, expires_at: 1.minute.ago)
    get "#{base}/grants.json", params: { policy: "members-lounge" }
    expect(json["grants"].map { |one| one.values_at("username", "state") }).to eq(
      [[moderator.username, "expired"], [user.username, "live"]],
    )
    expect(json).to include("total" => 2, "page" => 1)

    get "#{base}/grants.json", params: { state: "live", q: user.username[0, 4].upcase }
    expect(json["grants"].map { |one| one["username"] }).to eq([user.username])
    get "#{base}/grants.json", params: { state: "expired", q: "100%" }
    expect(json["grants"]).to eq([])
  end

  it "cost the same few queries for one and for fifty" do
    get "#{base}/grants.json"
    few = track_sql_queries { get "#{base}/grants.json" }.length
    20.times { make_grant(gate, Fabricate(:user)) }
    many = track_sql_queries { get "#{base}/grants.json" }.length
    expect(json["total"]).to eq(21)
    expect(many).to be <= few + 1
  end

  it "are ended by hand, and the person is kept out until let in again" do
    send_json(:post, "grants/#{grant.id}/end.json", { reason: "was rude\u202E" })
    expect(response.status).to eq(204)
    expect(in_group?(user, group)).to eq(false)
    expect(CoopCredentials::Event.last).to have_attributes(
      kind: "barred",
      actor_id: admin.id,
      detail: "was rude",
    )
    expect(CoopCredentials::Bars.any?(gate, user)).to eq(true)

    send_json(:post, "grants/#{grant.id}/let-in.json")
    expect(CoopCredentials::Bars.any?(gate, user)).to eq(false)
  end

  it "are downloaded as a table that no spreadsheet runs" do
    get "#{base}/grants.csv"
    rows = CSV.parse(response.body, headers: true)
    expect(response.media_type).to eq("text/csv")
    expect(rows.first["username"]).to eq(user.username)
    expect(rows.first["issuer_name"]).to start_with("'=")
  end

  it "say that one is gone" do
    send_json(:post, "grants/0/end.json")
    expect([response.status, code]).to eq([404, "grant_unknown"])
  end

  it "are logged, with who did it" do
    CoopCredentials::BarMember.call(grant, actor: admin)
    get "#{base}/events.json"
    expect(json["events"].first).to include(
      "kind" => "barred",
      "username" => user.username,
      "actor" => admin.username,
    )
    expect(json["events"].first["problem"]).to include("code" => "holder_barred")
  end
end
