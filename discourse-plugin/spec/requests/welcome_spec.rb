# frozen_string_literal: true

require_relative "../support/coop_service"
require_relative "../support/member_calls"
require_relative "../support/told_lists"

RSpec.describe CoopCredentials::WelcomeController do
  include CoopService
  include MemberCalls
  include ToldLists

  let(:meadow) { { id: "did:web:meadow.example", name: "Meadow Co-op", reason: "our neighbours" } }
  let(:first) { page_query(state: "active") }

  before do
    connect_service
    Discourse
      .redis
      .scan_each(match: "coop-credentials-list*")
      .to_a
      .each { |key| Discourse.redis.del(key) }
  end

  def welcome(issuers, policy: "lounge", advertised: true, **more)
    make_gate(
      policy: policy,
      name: "Secret lounge",
      advertised: advertised,
      document: welcoming(issuers, **more),
    )
  end

  def page(query = {})
    get "/co-op-welcome", params: query
    Nokogiri.HTML5(response.body)
  end

  def text(query = {})
    page(query).at_css("main").text.gsub(/\s+/, " ").strip
  end

  def asked
    a_request(:get, %r{/v1/recognised-issuers})
  end

  it "says whom the forum and a federation welcome, and why, to a stranger" do
    welcome({ lists: ["autumn"], allow: [meadow] })
    answer_page(first, [told_coop])
    expect(text).to include(
      "Chosen by this forum",
      "Meadow Co-op",
      "our neighbours",
      "meadow.example",
      "Recognised by Autumn Federation",
      "Autumn Federation recognises 214 co-ops.",
      "Harvest Co-op",
      "Evidence: harvest.coop, register 12345.",
    )
    expect(text).to match(/Recognised by Autumn Federation since March 0?1, 2026, decision 14\./)
    link = page.at_css("a[href='https://harvest.coop/']")
    expect(link["rel"]).to eq("noopener nofollow external")
  end

  it "names no gate, and calls no host of strangers" do
    welcome({ lists: ["autumn"], allow: [meadow] })
    answer_page(first, [told_coop])
    expect(page.css("main img, script")).to be_empty
    expect(response.body).not_to match(/Secret lounge|logo\.png/)
  end

  it "does not welcome whom the forum left out by a former address" do
    welcome({ lists: ["autumn"], deny: [{ id: "did:web:old-harvest.example" }] })
    orchard = { id: "did:web:orchard.example", name: "Orchard Co-op" }
    answer_page(
      first,
      [
        told_coop(formerIds: ["did:web:old-harvest.example"]),
        told_coop(**orchard, formerIds: ["did:web:old-orchard.example"]),
      ],
    )
    expect(text).to include("Orchard Co-op")
    expect(text).not_to include("Harvest")
  end

  it "says nothing of a gate that is not advertised" do
    welcome({ lists: ["autumn"], allow: [meadow] }, advertised: false)
    expect(text).to include("This forum tells of no gate")
    expect(response.body).not_to match(/Meadow|autumn/i)
    expect(asked).not_to have_been_made
  end

  it "shows every word of a list as text" do
    welcome(
      {
        lists: ["autumn"],
        allow: [meadow.merge(name: ToldLists::SCRIPT, reason: ToldLists::SCRIPT)],
      },
    )
    answer_page(first, [hostile_coop], list: { title: "Autumn#{ToldLists::SCRIPT}" })
    parsed = page
    expect(parsed.css("main script, main img, [onerror], [onmouseover]")).to be_empty
    expect(parsed.css("main a").map { |a| a["href"] }).to all(match(%r{\A(?:https?://|/)}))
    expect(parsed.at_css("main").text).to include("Harvest #{ToldLists::SCRIPT}")
  end

  it "does not name whom the forum left out" do
    welcome(
      { lists: ["autumn"], deny: [{ id: "did:web:harvest.example", reason: "unpaid bills" }] },
    )
    answer_page(first, [told_coop, told_coop(id: "did:web:orchard.example", name: "Orchard Co-op")])
    found = text
    expect(found).to include("Orchard Co-op", "This forum makes exceptions")
    expect(found).not_to match(/Harvest|unpaid/)

    answer_page(page_query(search: "harvest"), [told_coop])
    expect(text(search: "harvest")).to include("We know no co-op by that name or address.")
  end

  it "finds a co-op by a form without a script, however it stands" do
    welcome({ lists: ["autumn"], allow: [meadow] })
    suspended =
      told_coop(state: "suspended", since: "2026-06-01T12:00:00Z", stateReason: "no audit")
    answer_page(page_query(search: %(har"vest)), [suspended])
    found = text(search: %(har"vest))
    expect(found).to match(
      /Suspended by Autumn Federation since June 0?1, 2026, decision 14\. Reason: no audit\./,
    )
    expect(found).not_to include("Meadow", "Evidence")
    expect(page(search: %(har"vest)).at_css("input[type=search]")["value"]).to eq(%(har"vest))
    expect(page(search: %(har"vest)).at_css("form")["method"]).to eq("get")
  end

  it "finds the forum's own co-ops by name and address" do
    welcome({ allow: [meadow] })
    %w[MEADOW meadow.example].each do |search|
      expect(text(search: search)).to include("Meadow Co-op")
    end
    expect(text(search: "nobody")).to include("We know no co-op by that name or address.")
  end

  it "turns over, at the service" do
    welcome({ lists: ["autumn"] })
    answer_page(first, [told_coop], total: 60)
    onward = page.at_css("a[rel='nofollow next']")["href"]
    expect(onward).to eq("/co-op-welcome?list=autumn&page=2#list-autumn")
    answer_page(
      page_query(state: "active", cursor: "25"),
      [told_coop(name: "Orchard Co-op")],
      total: 60,
    )
    expect(text(list: "autumn", page: "2")).to include("Orchard Co-op", "Page 2 of 3")
  end

  it "asks the service once in five minutes" do
    welcome({ lists: ["autumn"] })
    answer_page(first, [told_coop])
    2.times { page }
    expect(asked).to have_been_made.once
    freeze_time 6.minutes.from_now
    Discourse
      .redis
      .scan_each(match: "coop-credentials-list*-asked")
      .to_a
      .each { |key| Discourse.redis.del(key) }
    page
    expect(asked).to have_been_made.twice
  end

  it "shows what was known, with its age, while the service is away, and not everybody waits for it" do
    welcome({ lists: ["autumn"] })
    answer_page(first, [told_coop])
    page
    Discourse
      .redis
      .scan_each(match: "coop-credentials-list*-asked")
      .to_a
      .each { |key| Discourse.redis.del(key) }
    WebMock.reset!
    stub_request(:get, /recognised-issuers/).to_timeout
    freeze_time 2.hours.from_now
    expect(text).to include("Harvest Co-op", "We could not ask just now. This is what we knew on")
    page
    expect(asked).to have_been_made.once
  end

  it "shows nothing that is older than a week" do
    welcome({ lists: ["autumn"] })
    answer_page(first, [told_coop])
    page
    Discourse
      .redis
      .scan_each(match: "coop-credentials-list*-asked")
      .to_a
      .each { |key| Discourse.redis.del(key) }
    stub_request(:get, /recognised-issuers/).to_timeout
    freeze_time 8.days.from_now
    expect(text).to include("We cannot say just now whom this list names.")
    expect(response.body).not_to include("Harvest")
  end

  it "waits once a page for a service that is away" do
    welcome({ lists: %w[autumn spring winter] })
    stub_request(:get, /recognised-issuers/).to_timeout
    page
    expect(asked).to have_been_made.once
  end

  it "knows nothing of the former connection" do
    welcome({ lists: ["autumn"] })
    answer_page(first, [told_coop])
    page
    CoopCredentials::ConnectionSettings.new.store(
      url: CoopService::URL,
      key: "k2.x",
      site_id: "site_2",
      service_name: "V",
    )
    stub_request(:get, /recognised-issuers/).to_timeout
    expect(text).not_to include("Harvest")
  end

  it "says whose fault it is where a list has expired" do
    welcome({ lists: ["autumn"] })
    answer_page(first, [told_coop], list: { state: "expired", usableUntil: 1.minute.ago.iso8601 })
    expect(text).to include("Nobody new can come in by this list just now", "for us to mend")
  end

  it "makes who searches without end wait, and asks nobody" do
    welcome({ lists: ["autumn"] })
    stub_const(described_class, "MOST_SEARCHES", 1) do
      RateLimiter.enable
      RateLimiter.clear_all! if RateLimiter.respond_to?(:clear_all!)
      answer_page(page_query(search: "a"), [])
      text(search: "a")
      expect(text(search: "b")).to include("That was a lot of searching.")
      expect(asked).to have_been_made.once
    ensure
      RateLimiter.disable
    end
  end

  it "takes what arrives in another form for nothing" do
    welcome({ lists: ["autumn"] })
    answer_page(first, [told_coop])
    expect(text(search: ["x"], list: { a: "b" }, page: ["2"])).to include("Harvest Co-op")
  end

  it "is linked from the light pages" do
    welcome({ lists: ["autumn"] })
    %w[/co-op-access /co-op-access/lounge].each do |path|
      get path
      expect(response.body).to include(%(href="/co-op-welcome"))
    end
  end

  it "is not there while the plugin is switched off" do
    SiteSetting.coop_credentials_enabled = false
    page
    expect(response.status).to eq(404)
  end
end
