# frozen_string_literal: true

require_relative "../support/coop_service"

RSpec.describe CoopCredentials::TightenGate do
  include CoopService

  fab!(:group)
  fab!(:user)

  let!(:gate) { make_gate(group: group) }
  let(:document) { { "id" => gate.policy, "identify" => "membership" } }
  let(:path) { "/v1/policies/members-lounge" }

  before { connect_service }

  def give_rights
    Fabricate(:category, reviewable_by_group_id: group.id)
  end

  # The service has the policy, and takes a new one.
  def answer_policy(version: 3)
    answer(:get, path, body: { id: gate.policy, version: version, policy: document })
    stub_request(:put, "#{CoopService::URL}#{path}").to_return do |asked|
      stored = { id: gate.policy, version: version + 1, policy: JSON.parse(asked.body) }
      { status: 200, body: stored.to_json }
    end
  end

  def apply(version)
    verification =
      CoopCredentials::Collected::Verification.new(
        id: "vf_1",
        holder: "h_1",
        policy_version: version,
        until: 30.days.from_now,
        reason: "Because.",
        issuer: "did:web:harvest.example",
        issuer_name: "Harvest",
      )
    CoopCredentials::ApplyGrant.new(
      request: CoopCredentials::Request.new(gate: gate, user: user),
      user: user,
      verification: verification,
    ).call
    nil
  rescue CoopCredentials::Problem => e
    e.code
  end

  it "leaves a gate alone whose group has no rights of the team" do
    CoopCredentials::TightenGates.call
    expect(a_request(:any, /#{path}/)).not_to have_been_made
    expect(apply(3)).to be_nil
  end

  it "has the service take no scanned code any more, once, and says so in the log" do
    answer_policy
    give_rights
    2.times { CoopCredentials::TightenGates.call }

    expect(
      a_request(:put, /#{path}/).with do |asked|
        JSON.parse(asked.body) == document.merge("crossDevice" => "deny")
      end,
    ).to have_been_made.once
    expect(gate.reload).to have_attributes(version: 4, document: include("crossDevice" => "deny"))
    expect(CoopCredentials::Event.sole.kind).to eq("gate_tightened")
  end

  it "does so before the next member asks" do
    answer_policy
    answer_start
    give_rights
    CoopCredentials::OpenRequest.new(
      gate: gate,
      user: user,
      session_hash: "s",
      return_url: nil,
    ).call
    expect(gate.reload.document["crossDevice"]).to eq("deny")
  end

  it "lets nobody ask, and nobody in, until the service knows it" do
    give_rights
    answer(:get, path, status: 503, body: problem("service_busy", 503))
    opening =
      CoopCredentials::OpenRequest.new(gate: gate, user: user, session_hash: "s", return_url: nil)
    expect { opening.call }.to raise_error(an_object_having_attributes(code: "service_busy"))
    expect(apply(3)).to eq("request_expired")
    expect(in_group?(user, group)).to eq(false)
  end

  it "lets nobody in who was asked before by a policy that allowed a scanned code" do
    answer_policy
    give_rights
    CoopCredentials::TightenGates.call
    expect(apply(3)).to eq("request_expired")
    expect(apply(4)).to be_nil
  end

  it "is told on the dashboard and in the self-test until it is done, by name" do
    give_rights
    expect(CoopCredentials::DashboardProblem.message).to include("rights of the forum’s team")
    check = CoopCredentials::SelfTest::SiteChecks.groups
    expect(check).to have_attributes(status: "bad", what: include(gate.name))

    answer_policy
    CoopCredentials::TightenGates.call
    expect(CoopCredentials::DashboardProblem.message).to be_nil
    expect(CoopCredentials::SelfTest::SiteChecks.groups.status).to eq("info")
  end

  it "keeps in sight what was changed at the service past this forum, and counts from there" do
    answer_policy(version: 7)
    give_rights
    CoopCredentials::TightenGates.call
    expect(gate.reload).to have_attributes(version: 3, document: include("crossDevice" => "deny"))
    expect(apply(7)).to eq("request_expired")
    expect(apply(8)).to be_nil
  end

  it "takes a list of groups that may read what is for the team alone for such rights" do
    SiteSetting.stubs(:whispers_allowed_groups).returns("#{group.id}")
    expect(CoopCredentials::StaffRights.any?(group)).to eq(true)
  end

  it "knows every list of the forum that is for its team and leaders until somebody changes it",
     whole_host: "its settings" do
    team = %i[admins moderators staff trust_level_4].map { |name| Group::AUTO_GROUPS[name] }
    lists = SiteSetting.defaults.all.keys.select { |name| name.end_with?("_groups") }
    theirs =
      lists.select do |name|
        ids = SiteSetting.defaults[name].to_s.split("|").map(&:to_i)
        ids.any? && (ids - team).empty?
      end
    expect(theirs).not_to be_empty
    expect(theirs.map(&:to_sym) - CoopCredentials::StaffRights::SETTINGS).to eq([])
  end

  it "takes a list of groups that may change what others wrote for such rights" do
    SiteSetting.stubs(:edit_all_post_groups).returns("1|#{group.id}")
    expect(CoopCredentials::StaffRights.any?(group)).to eq(true)
    SiteSetting.stubs(:edit_all_post_groups).returns("1|#{group.id}0")
    expect(CoopCredentials::StaffRights.any?(group)).to eq(false)
  end
end
