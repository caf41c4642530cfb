# frozen_string_literal: true

require_relative "../support/coop_service"

RSpec.describe CoopCredentials::SelfTest do
  include CoopService

  fab!(:group)

  let(:site) do
    {
      id: "site_1",
      name: "Autumn Forum",
      url: Discourse.base_url,
      time: Time.zone.now.iso8601,
      key: {
      },
      service: {
        name: "Verifier",
        url: CoopService::URL,
        version: "1",
      },
      lists: [],
      problems: [],
    }
  end

  before { connect_service }

  def answer_site(**changes)
    answer(:get, "/v1/site", body: site.merge(changes))
  end

  def checks
    described_class.call.index_by { |check| check.id }
  end

  it "finds everything right, and keeps who is who" do
    answer_site
    answer(:get, "/v1/changes?limit=500", body: { changes: [], cursor: "c", more: false })
    CoopCredentials::ReadChanges.call
    make_gate(group: group)
    answer(
      :get,
      "/v1/policies/members-lounge",
      body: {
        id: "members-lounge",
        version: 3,
        policy: {
        },
      },
    )

    expect(checks.transform_values(&:status)).to include(
      "service" => "good",
      "key" => "good",
      "address" => "good",
      "clock" => "good",
      "gates" => "good",
      "feed" => "good",
      "groups" => "good",
    )
    expect(CoopCredentials::ConnectionSettings.new.site_name).to eq("Autumn Forum")
  end

  # What is wrong → which check says so, and words that it must have.
  {
    "no connection" => [-> { CoopCredentials::Connection.delete_all }, "service", /not connected/],
    "a service that is away" => [
      -> { stub_request(:get, /site/).to_timeout },
      "service",
      /cannot be reached/,
    ],
    "a page in its place" => [
      -> { stub_request(:get, /site/).to_return(body: "<html>") },
      "service",
      /not a service of ours/,
    ],
    "another API in its place" => [
      -> { answer(:get, "/v1/site", body: { ok: true }) },
      "service",
      /not a service of ours/,
    ],
    "a key that it does not know" => [
      -> { answer(:get, "/v1/site", status: 401, body: problem("key_wrong", 401)) },
      "key",
      /does not know this forum’s key/,
    ],
    "a forum that has moved" => [
      -> do
        answer(
          :get,
          "/v1/site",
          status: 409,
          body: problem("site_moved", 409, registered: "https://old.example"),
        )
      end,
      "address",
      %r{https://old\.example},
    ],
    "a clock that is wrong" => [
      -> { answer_site(time: 2.hours.ago.iso8601) },
      "clock",
      /differ by 7\d\d\d seconds/,
    ],
    "a key that cannot be read" => [
      -> { CoopCredentials::Connection.update_all(sealed_key: "x") },
      "key",
      /can no longer be read/,
    ],
  }.each do |what, (arrange, id, words)|
    it "names #{what}, and what to do" do
      instance_exec(&arrange)
      check = checks.fetch(id)
      expect(check.status).to eq("bad")
      expect(check.what).to match(words)
      expect(check.next).to be_present
    end
  end

  it "explains that Discourse calls nobody on an inside network unless the host is allowed",
     whole_host: "the host's guard of inside addresses" do
    CoopCredentials::ConnectionSettings.new.store(
      url: "http://localhost:4100",
      key: "k",
      site_id: "s",
      service_name: "",
    )
    FinalDestination::SSRFDetector.allow_ip_lookups_in_test!
    stub_request(:get, /site/).to_raise(FinalDestination::SSRFDetector::DisallowedIpError)

    expect(checks["service"]).to have_attributes(
      status: "bad",
      next: a_string_including("localhost"),
    )
    expect(CoopCredentials::InternalHost.needed?("http://localhost:4100")).to eq(true)
    SiteSetting.allowed_internal_hosts = "localhost"
    expect(CoopCredentials::InternalHost.needed?("http://localhost:4100")).to eq(false)
  ensure
    FinalDestination::SSRFDetector.disallow_ip_lookups_in_test!
  end

  it "tells of what the service itself finds wrong, in the table's words" do
    answer_site(problems: [problem("key_ending", 409, until: "2031-01-01", scope: "x")])
    expect(checks["key"]).to have_attributes(
      status: "warning",
      detail: "key_ending",
      what: a_string_including("2031-01-01"),
    )
  end

  it "has words also where what fills them is missing" do
    answer_site(problems: [problem("key_ending", 409)])
    expect(checks["key"].what).to be_present
    expect(checks["key"].what).not_to include("%{")
  end

  it "names gates whose rule the service does not have, or has another version of" do
    answer_site
    make_gate(group: group)
    answer(
      :get,
      "/v1/policies/members-lounge",
      body: {
        id: "members-lounge",
        version: 9,
        policy: {
        },
      },
    )
    expect(checks["gates"]).to have_attributes(
      status: "warning",
      what: a_string_including("Members’ lounge"),
    )

    answer(:get, "/v1/policies/members-lounge", status: 404, body: problem("policy_unknown", 404))
    expect(checks["gates"]).to have_attributes(status: "bad")
  end

  it "sees that memberships which ended are not looked for any more" do
    answer_site
    expect(checks["feed"].status).to eq("warning")

    position = CoopCredentials::FeedPosition.for(CoopCredentials::ConnectionSettings.new.site_key)
    position.update!(read_at: 3.hours.ago)
    expect(checks["feed"]).to have_attributes(
      status: "bad",
      what: a_string_including("180 minutes"),
    )
  end

  it "sees a gate whose group is gone" do
    answer_site
    gate = make_gate(group: group)
    answer(
      :get,
      "/v1/policies/members-lounge",
      body: {
        id: "members-lounge",
        version: 3,
        policy: {
        },
      },
    )
    gate.update_columns(group_id: -7)
    expect(checks["groups"]).to have_attributes(
      status: "bad",
      what: a_string_including("Members’ lounge"),
    )
  end

  describe CoopCredentials::DashboardProblem do
    let!(:gate) { make_gate(group: group) }

    before do
      position = CoopCredentials::FeedPosition.for(CoopCredentials::ConnectionSettings.new.site_key)
      position.update!(read_at: 1.minute.ago)
    end

    def position
      CoopCredentials::FeedPosition.sole
    end

    it "says nothing while all is well, or the plugin is off" do
      expect(described_class.message).to be_nil
      CoopCredentials::Connection.delete_all
      SiteSetting.coop_credentials_enabled = false
      expect(described_class.message).to be_nil
    end

    {
      "not connected" => [-> { CoopCredentials::Connection.delete_all }, "not_connected"],
      "with a key that is lost" => [
        -> { CoopCredentials::Connection.update_all(sealed_key: "x") },
        "key_lost",
      ],
      "without its service" => [
        -> { position.update!(failing_since: 2.hours.ago) },
        "service_away",
      ],
      "not read" => [-> { position.update!(read_at: 2.hours.ago) }, "feed_late"],
      "with a gate whose group is gone" => [-> { gate.update_columns(group_id: -7) }, "group_gone"],
    }.each do |what, (arrange, key)|
      it "says that the forum is #{what}, with a link to the screens" do
        instance_exec(&arrange)
        expect(described_class.key).to eq(key)
        expect(described_class.message).to include("/admin/plugins/coop-credentials")
      end
    end

    it "stands on the admin's dashboard", whole_host: "the host's dashboard" do
      CoopCredentials::Connection.delete_all
      problems =
        if defined?(ProblemCheck)
          ProblemCheck::CoopCredentials.call
        else
          AdminDashboardData.new.problems.map(&:to_s)
        end
      expect(problems.map(&:to_s).join).to include("not connected to a service")
    end
  end
end
