# frozen_string_literal: true

require_relative "../../support/admin_calls"

RSpec.describe "Gates, as the admin’s screens see them" do
  include AdminCalls

  fab!(:group)
  fab!(:user)
  fab!(:admin)

  before do
    connect_service
    sign_in(admin)
  end

  it "are made: the service has the rule before the forum has the gate" do
    answer_policy
    send_json(
      :post,
      "gates.json",
      new_gate(advertised: true, public_label: "Lounge", badge_id: nil),
    )

    expect(response.status).to eq(201)
    expect(json).to include(
      "id" => CoopCredentials::Gate.sole.id,
      "policy" => "members-lounge",
      "version" => 1,
      "group_name" => group.name,
      "live_count" => 0,
    )
    expect(json["summary"]).to eq("Members may open the lounge.")
    expect(CoopCredentials::Event.last).to have_attributes(kind: "gate_saved", actor_id: admin.id)
  end

  it "keep the nulls in a rule's paths" do
    answer_policy
    path = ["memberOf", nil, "id"]
    send_json(
      :post,
      "gates.json",
      new_gate(document: document.merge("accept" => [{ "path" => path }])),
    )
    expect(
      a_request(:put, "#{CoopService::URL}/v1/policies/members-lounge").with do |asked|
        JSON.parse(asked.body)["accept"] == [{ "path" => path }]
      end,
    ).to have_been_made
  end

  # Each changes one thing in a gate that is taken.
  {
    "gate_name_invalid" => -> { { policy: "a b" } },
    "gate_without_name" => -> { { name: " \u202E " } },
    "gate_group_unknown" => -> { { group_id: -5 } },
    "gate_group_automatic" => -> { { group_id: Group::AUTO_GROUPS[:moderators] } },
    "gate_groups_same" => -> { { reply_group_id: group.id } },
    "gate_badge_unknown" => -> { { badge_id: -5 } },
    "gate_category_unknown" => -> { { category_id: -5 } },
    "gate_without_label" => -> { { advertised: true } },
    "gate_second_account_invalid" => -> { { on_second_account: "maybe" } },
    "gate_second_account_needs_membership" => -> do
      { on_second_account: "block", document: document.merge("identify" => "wallet") }
    end,
  }.each do |expected, change|
    it "are refused by #{expected}, before anything is stored" do
      answer_policy
      send_json(:post, "gates.json", new_gate(**instance_exec(&change)))
      expect([response.status, code]).to eq([422, expected])
      expect(json.values_at("what", "next")).to all(be_present)
      expect(CoopCredentials::Gate.count).to eq(0)
      expect(a_request(:put, /./)).not_to have_been_made
    end
  end

  it "are refused with every fault that the service finds" do
    answer_policy
    answer(
      :post,
      "/v1/policies/check",
      body: {
        valid: false,
        problems: [{ path: "/accept", message: "empty" }],
        summary: nil,
        asks: [],
      },
    )
    send_json(:post, "gates.json", new_gate)
    expect([response.status, code]).to eq([422, "policy_invalid"])
    expect(json["problems"]).to eq([{ "path" => "/accept", "message" => "empty" }])
    expect(CoopCredentials::Gate.count).to eq(0)
  end

  it "are not stored when the service does not take the rule" do
    answer_policy
    stub_request(:put, /./).to_timeout
    send_json(:post, "gates.json", new_gate)
    expect([response.status, code]).to eq([503, "service_unreachable"])
    expect(CoopCredentials::Gate.count).to eq(0)
  end

  it "do not overwrite what somebody else has changed meanwhile" do
    make_gate(group: group)
    answer_policy(version: 5)
    send_json(:put, "gates/members-lounge.json", new_gate(version: 3))
    expect([response.status, code]).to eq([409, "gate_changed"])
    expect(json).to include(
      "version" => 5,
      "document" => a_hash_including("crossDevice" => "allow"),
    )
    expect(a_request(:put, /./)).not_to have_been_made
  end

  describe "while somebody is kept out" do
    let!(:gate) { make_gate(group: group) }
    let!(:bar) { make_grant(gate, user, state: "barred", ended_by: admin.id) }
    let(:by_wallet) { document.merge("identify" => "wallet") }

    before { answer_policy(version: 3) }

    it "do not tell memberships apart in another way, by which nobody would know them" do
      send_json(:put, "gates/members-lounge.json", new_gate(version: 3, document: by_wallet))
      expect([response.status, code]).to eq([409, "gate_keeps_people_out"])
      expect(json["what"]).to include("(1)")
      expect(a_request(:put, /./)).not_to have_been_made

      CoopCredentials::LetIn.call(bar, actor: admin)
      send_json(:put, "gates/members-lounge.json", new_gate(version: 3, document: by_wallet))
      expect(response.status).to eq(200)
    end

    it "change in everything else" do
      send_json(:put, "gates/members-lounge.json", new_gate(version: 3, name: "Board room"))
      expect(response.status).to eq(200)
    end

    it "say that they know them by their account alone where that was changed at the service" do
      answer(:get, "/v1/policies/members-lounge", body: stored.merge(version: 7, policy: by_wallet))
      get "#{base}/gates/members-lounge.json"
      expect(CoopCredentials::Event.last).to have_attributes(
        kind: "bars_by_account",
        gate_id: gate.id,
        detail: "1",
      )
      expect(CoopCredentials::SelfTest::SiteChecks.bars.what).to include(" 1 ")

      CoopCredentials::LetIn.call(bar, actor: admin)
      expect(CoopCredentials::SelfTest::SiteChecks.bars).to be_nil
    end
  end

  describe "are paused" do
    let!(:gate) { make_gate(group: group, document: document) }

    before { stub_request(:any, /#{CoopService::URL}/).to_timeout }

    it "while the service is away, too" do
      paused = new_gate(version: 3, enabled: false, name: gate.name)
      send_json(:put, "gates/members-lounge.json", paused)
      expect(response.status).to eq(200)
      expect(json["enabled"]).to eq(false)
      expect(gate.reload.enabled).to eq(false)
      expect(CoopCredentials::Event.last).to have_attributes(kind: "gate_saved", actor_id: admin.id)
    end

    it "though what else was changed could not be saved, and that is said" do
      send_json(:put, "gates/members-lounge.json", new_gate(version: 3, enabled: false, name: "No"))
      expect([response.status, code]).to eq([503, "gate_only_paused"])
      expect(gate.reload).to have_attributes(enabled: false, name: "Members’ lounge")
    end

    it "and not switched on again without the service" do
      gate.update!(enabled: false)
      send_json(
        :put,
        "gates/members-lounge.json",
        new_gate(version: 3, enabled: true, name: gate.name),
      )
      expect(code).to eq("service_unreachable")
      expect(gate.reload.enabled).to eq(false)
    end
  end

  it "do not take a name twice, here or at the service" do
    answer_policy(version: 2)
    send_json(:post, "gates.json", new_gate)
    expect([response.status, code]).to eq([409, "gate_exists_there"])
    make_gate(group: group)
    send_json(:post, "gates.json", new_gate)
    expect([response.status, code]).to eq([409, "gate_exists"])
  end

  it "take over what was changed at the service, past this forum" do
    make_gate(group: group)
    answer_policy(version: 7)
    get "#{base}/gates/members-lounge.json"
    expect(json).to include("version" => 7, "changed_elsewhere" => true)
    expect(CoopCredentials::Gate.sole.version).to eq(7)
  end

  it "are shown as they were while the service is away" do
    make_gate(group: group)
    stub_request(:get, /policies/).to_timeout
    get "#{base}/gates/members-lounge.json"
    expect(json).to include("version" => 3, "changed_elsewhere" => false)
  end

  it "move everybody who is in when they lead elsewhere" do
    gate = make_gate(group: group)
    make_grant(gate, user)
    elsewhere = Fabricate(:group)
    answer_policy(version: 3)
    send_json(:put, "gates/members-lounge.json", new_gate(version: 3, group_id: elsewhere.id))

    expect(response.status).to eq(200)
    expect([in_group?(user, group), in_group?(user, elsewhere)]).to eq([false, true])
    expect(CoopCredentials::Grant.sole.state).to eq("live")
  end

  it "take everybody out when they are deleted" do
    gate = make_gate(group: group)
    make_grant(gate, user)
    answer(:delete, "/v1/policies/members-lounge", status: 409, body: problem("policy_in_use", 409))
    delete "#{base}/gates/members-lounge.json"

    expect(response.status).to eq(204)
    expect(in_group?(user, group)).to eq(false)
    grant = CoopCredentials::Grant.sole
    expect(grant).to have_attributes(state: "ended", ended_by: admin.id)
    expect(CoopCredentials::OutboxEntry.pluck(:path)).to eq(
      ["/v1/verifications/#{grant.verification_id}"],
    )
  end

  it "into a group with staff's rights let only the asking device answer" do
    Fabricate(:category, reviewable_by_group_id: group.id)
    answer_policy
    send_json(:post, "gates.json", new_gate)
    expect(
      a_request(:put, /policies/).with { |asked| JSON.parse(asked.body)["crossDevice"] == "deny" },
    ).to have_been_made
    expect(json["warnings"].map { |warning| warning["id"] }).to eq(["staff_rights"])
  end

  it "warn of other doors into the group" do
    group.update!(public_admission: true, automatic_membership_email_domains: "example.com")
    make_gate(group: group)
    get "#{base}/gates.json"
    expect(json["gates"].first["warnings"].map { |warning| warning["id"] }).to eq(
      %w[public_admission email_domains],
    )
    expect(json["gates"].first["warnings"].first["what"]).to include(group.name)
  end
end
