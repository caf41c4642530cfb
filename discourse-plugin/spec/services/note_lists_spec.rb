# frozen_string_literal: true

require_relative "../support/coop_service"
require_relative "../support/told_lists"

RSpec.describe CoopCredentials::NoteLists do
  include CoopService
  include ToldLists

  before do
    connect_service
    Discourse.redis.del(described_class::KEY)
    CoopCredentials::FeedPosition.for(CoopCredentials::ConnectionSettings.new.site_key).update!(
      read_at: Time.zone.now,
    )
  end

  def site_has(*codes)
    problems = codes.map { |code| { code: code, list: "autumn" } }
    answer(:get, "/v1/site", body: { name: "Forum", lists: [told_list], problems: problems })
  end

  def told
    CoopCredentials::DashboardProblem.key
  end

  it "tells the dashboard of lists in trouble, and no more once they are well" do
    make_gate(document: welcoming({ lists: ["autumn"] }))
    site_has("list_stale")
    described_class.call
    expect(told).to eq("lists_doubtful")
    site_has("list_quorum_missing", "list_expired")
    described_class.call
    expect(told).to eq("lists_closed")
    site_has
    described_class.call
    expect(told).to be_nil
  end

  it "asks nobody where no gate counts on a list" do
    make_gate(document: welcoming({ allow: [{ id: "did:web:a.example", name: "A" }] }))
    described_class.call
    expect(a_request(:any, /./)).not_to have_been_made
  end
end
