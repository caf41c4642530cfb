# frozen_string_literal: true

require "json"
require_relative "../support/told_lists"

RSpec.describe "Federations’ lists, as the service tells them" do
  include ToldLists

  def parsed(told)
    JSON.parse(told.to_json)
  end

  def coop(**changes)
    CoopCredentials::ListedCoop.parse(parsed(told_coop(**changes)))
  end

  describe CoopCredentials::WebAddress do
    it "takes addresses of web pages" do
      %w[https://harvest.coop http://harvest.coop:8080/a?b#c HTTPS://HARVEST.COOP/].each do |url|
        expect(described_class.parse(url)).to eq(url)
      end
    end

    it "takes no other" do
      [
        "javascript:alert(1)",
        "data:text/html,x",
        "//harvest.coop",
        "https:harvest.coop",
        "https://user@harvest.coop/",
        "https://harvest.coop/\"onclick=\"x",
        "https://harvest.coop\\@evil.example/",
        "https://harvest.coop/\nx",
        "https://harvest.coop/ x",
        "https://#{"x" * 2048}",
        nil,
        1,
      ].each { |url| expect(described_class.parse(url)).to be_nil, url.inspect }
    end

    it "knows where a co-op is by its DID" do
      expect(described_class.of_did("did:web:harvest.example")).to eq("harvest.example")
      expect(described_class.of_did("did:web:localhost%3A4000")).to eq("localhost:4000")
      ["did:key:z6Mk", "did:web:a.example:path", "did:web:a.example\nx", nil].each do |did|
        expect(described_class.of_did(did)).to be_nil
      end
    end
  end

  describe CoopCredentials::ListedCoop do
    it "is a co-op with what recognising it was decided on" do
      expect(coop).to have_attributes(
        name: "Harvest Co-op",
        address: "harvest.example",
        initials: "HC",
        state: "active",
        decision: "14",
        minutes: "https://autumn.example/minutes/14",
      )
      expect(coop.evidence.map(&:to_a)).to eq(
        [%w[harvest.coop https://harvest.coop/], ["register 12345", nil]],
      )
    end

    it "links nothing but web pages" do
      hostile = described_class.parse(parsed(hostile_coop))
      expect([hostile.url, hostile.minutes, *hostile.evidence.map(&:url)]).to all(be_nil)
    end

    it "is not recognised where its standing is none that is known" do
      expect(coop(state: "wonderful").state).to eq("ended")
    end

    it "turns nothing that stands beside it" do
      expect(coop(name: "Harvest\u202E\u0000 Co-op").name).to eq("Harvest Co-op")
    end

    it "needs a name and a DID" do
      [{ name: "" }, { name: nil }, { id: "harvest" }].each do |changes|
        expect(coop(**changes)).to be_nil
      end
      expect(described_class.parse("x")).to be_nil
    end
  end

  describe CoopCredentials::ToldList do
    def list(**changes)
      described_class.parse(parsed(told_list(**changes)))
    end

    it "is judged by the clock where what was told has grown old" do
      expect(list.state_at(Time.now)).to eq("fresh")
      expect(list.state_at(Time.now + 7200)).to eq("stale")
      expect(list.state_at(Time.now + (7 * 86_400))).to eq("expired")
      expect(list(state: "stale").state_at(Time.now)).to eq("stale")
      expect(list(state: "expired").state_at(Time.now)).to eq("expired")
      expect(list(state: "wonderful").state_at(Time.now)).to eq("unavailable")
      expect(list(usableUntil: nil).state_at(Time.now)).to eq("expired")
    end

    it "is called by its name where its federation is not known" do
      expect(list(title: nil).title).to eq("autumn")
      expect(described_class.parse({ "name" => " " })).to be_nil
    end
  end

  describe CoopCredentials::ListedPage do
    it "is refused where it is something else" do
      [{ "hello" => "world" }, { "lists" => {}, "issuers" => [] }, []].each do |answer|
        expect { described_class.new(answer) }.to raise_error(CoopCredentials::ForeignAnswer)
      end
    end
  end

  describe CoopCredentials::Welcomed do
    let(:meadow) do
      { id: "did:web:meadow.example", name: "Meadow Co-op", reason: "our neighbours" }
    end

    def welcomed(*documents)
      described_class.new(documents)
    end

    it "is whom gates name themselves, but for whom they keep out, and lists" do
      found =
        welcomed(
          welcoming({ allow: [meadow], lists: ["autumn"] }),
          welcoming({ allow: [meadow.merge(id: "did:x:1")], deny: [{ id: "did:x:1" }] }),
        )
      expect(found.coops.map(&:to_a)).to eq(
        [%w[did:web:meadow.example Meadow\ Co-op our\ neighbours]],
      )
      expect(found.lists).to eq("autumn" => {})
    end

    it "leaves out of a list whom every gate leaves out" do
      one =
        welcoming({ lists: ["autumn"], deny: [{ id: "did:x:1", reason: "r" }, { id: "did:x:2" }] })
      other = welcoming({ lists: ["autumn"], deny: [{ id: "did:x:1" }] })
      expect(welcomed(one, other).lists).to eq("autumn" => { "did:x:1" => "r" })
      expect(welcomed(one, welcoming({ lists: ["autumn"] })).lists).to eq("autumn" => {})
    end

    it "is nobody for other proofs, and for what is no policy" do
      ticket = welcoming({ allow: [meadow] }, type: "CoopTicketCredential")
      [
        ticket,
        {},
        nil,
        { "accept" => "x" },
        { "accept" => [{ "require" => ["x"] }] },
      ].each { |document| expect(welcomed(document)).to be_none }
    end
  end
end
