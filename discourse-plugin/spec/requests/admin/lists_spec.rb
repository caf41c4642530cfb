# frozen_string_literal: true

require_relative "../../support/admin_calls"
require_relative "../../support/told_lists"

RSpec.describe "Federations’ lists, as the admin’s screens see them" do
  include AdminCalls
  include ToldLists

  fab!(:admin)
  fab!(:moderator)

  before do
    connect_service
    sign_in(admin)
  end

  def site_is(**members)
    body = { id: "site_1", name: "Forum", time: Time.now.utc.iso8601, service: { name: "V" } }
    answer(:get, "/v1/site", body: { lists: [], problems: [], **body, **members })
  end

  def faults
    get "#{base}/lists/faults.json"
    json["faults"]
  end

  it "are told with how old they are" do
    spring = told_list(name: "spring", title: "Spring %{since}", state: "stale")
    site_is(lists: [told_list, spring, "broken"])
    get "#{base}/lists.json"
    first, second = json["lists"]
    expect(first).to eq(
      "name" => "autumn",
      "title" => "Autumn Federation",
      "state" => "fresh",
      "active" => 214,
      "said" => nil,
    )
    expect(second["said"]).to start_with("The list of Spring %{since} has not been confirmed since")
  end

  it "are searched and turned over at the service" do
    answer_page(
      page_query(search: "har vest", state: "active", cursor: "40", limit: "20"),
      [told_coop],
      total: 10_000,
    )
    get "#{base}/lists/autumn/coops.json",
        params: {
          search: " har vest ",
          state: "active",
          page: 3,
        }
    expect(json.slice("total", "page", "per_page")).to eq(
      "total" => 10_000,
      "page" => 3,
      "per_page" => 20,
    )
    expect(json["coops"].sole).to include(
      "name" => "Harvest Co-op",
      "address" => "harvest.example",
      "initials" => "HC",
      "standing" => "Recognised",
      "why" => match(/\ARecognised by Autumn Federation since March 0?1, 2026, decision 14\.\z/),
      "evidence" => [
        { "name" => "harvest.coop", "url" => "https://harvest.coop/" },
        { "name" => "register 12345", "url" => nil },
      ],
    )
    expect(response.body).not_to include("logo")
  end

  it "say which addresses a co-op had before" do
    answer_page(page_query(limit: "20"), [told_coop(formerIds: ["did:web:old-harvest.example", 7])])
    get "#{base}/lists/autumn/coops.json"
    expect(json["coops"].sole["former_ids"]).to eq(["did:web:old-harvest.example"])
  end

  it "link nothing but web pages" do
    answer_page(page_query(limit: "20"), [hostile_coop])
    get "#{base}/lists/autumn/coops.json"
    coop = json["coops"].sole
    expect([coop["url"], coop["minutes"], *coop["evidence"].map { |one| one["url"] }]).to all(
      be_nil,
    )
  end

  it "are not asked for with what is none of theirs" do
    answer_page(page_query(limit: "20"), [])
    get "#{base}/lists/autumn/coops.json", params: { state: "good", page: "-3" }
    expect(response.status).to eq(200)
  end

  it "are a fault where something else answers" do
    answer(:get, /recognised-issuers/, body: { hello: "world" })
    get "#{base}/lists/autumn/coops.json"
    expect(code).to eq("service_unreachable")
  end

  it "are for admins only" do
    sign_in(moderator)
    %w[lists.json lists/faults.json lists/autumn/coops.json].each do |path|
      get "#{base}/#{path}"
      expect(response.status).to eq(404)
    end
  end

  it "make no banner while all is well, or the service is away" do
    site_is(lists: [told_list])
    expect(faults).to eq([])
    stub_request(:get, "#{CoopService::URL}/v1/site").to_timeout
    expect(faults).to eq([])
  end

  past = "2026-01-01T00:00:00Z"
  {
    "list_stale" => [
      { state: "stale", freshUntil: past },
      "warning",
      /\AThe list of Autumn Federation has not been/,
    ],
    "list_expired" => [
      { state: "expired", usableUntil: past },
      "bad",
      /\ANobody new is let in by the list of Autumn/,
    ],
    "list_unavailable" => [{ state: "unavailable" }, "bad", /has never been fetched/],
    "list_quorum_missing" => [
      {},
      "warning",
      /\AAutumn Federation: The recognition list has signatures of 1 trust/,
    ],
    "fetch_failed" => [
      { state: "stale" },
      "warning",
      /\AThe last look for the list of Autumn Federation brought/,
    ],
  }.each do |code, (list, status, words)|
    it "make a banner and a check of #{code}" do
      site_is(
        lists: [told_list(**list)],
        problems: [{ code: code, list: "autumn", have: 1, need: 2 }],
      )
      banner = faults.sole
      expect(banner).to include("status" => status, "what" => match(words), "next" => be_present)
      get "#{base}/self-test.json"
      expect(json["checks"]).to include(banner)
    end
  end

  it "are each named where several are in trouble" do
    stale = { state: "stale", freshUntil: past }
    site_is(
      lists: [told_list(**stale), told_list(name: "spring", title: "Spring Federation", **stale)],
      problems: [
        { code: "list_stale", list: "autumn" },
        { code: "list_stale", list: "spring" },
        { code: "list_unknown", list: "winter", policy: "lounge" },
      ],
    )
    expect(faults.map { |one| one["what"] }).to match(
      [/Autumn Federation/, /Spring Federation/, /winter/],
    )
    expect(faults.last["status"]).to eq("bad")
  end
end
