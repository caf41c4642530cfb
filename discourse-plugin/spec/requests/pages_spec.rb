# frozen_string_literal: true

require_relative "../support/coop_service"
require_relative "../support/member_calls"

RSpec.describe "Pages of the forum" do
  include CoopService
  include MemberCalls

  fab!(:group)
  fab!(:user)
  fab!(:category) { Fabricate(:private_category, group: group) }

  before { SiteSetting.coop_credentials_enabled = true }

  describe "locked and missing ones", whole_host: "the host's not-found page" do
    let(:evil) { %(<script>alert(1)</script>"onmouseover=) }

    it "lead to the gate that is advertised" do
      make_gate(group: group, advertised: true, public_label: "The lounge")
      [category.url, "/t/no-such-topic/999999", "/nowhere-at-all"].each do |path|
        get path
        expect(response.status).to eq(404)
        expect(response.body).to include("/co-op-access/members-lounge", "The lounge")
      end
    end

    it "lead to all of them where there are several" do
      make_gate(group: group, advertised: true, public_label: "The lounge")
      make_gate(
        policy: "kitchen",
        group: Fabricate(:group),
        advertised: true,
        public_label: "The kitchen",
      )
      get "/nowhere-at-all"
      expect(response.body).to include(%(href="/co-op-access"))
    end

    it "say nothing of a gate that is not" do
      make_gate(group: group)
      get category.url
      expect(response.body).not_to include("co-op-access")
    end

    it "show a name as text" do
      make_gate(group: group, advertised: true, public_label: evil)
      get "/nowhere-at-all"
      expect(response.body).not_to include(evil)
      expect(response.body).to include("&lt;script&gt;alert(1)&lt;/script&gt;")
    end
  end

  describe "all of them" do
    # What the site and the user need of this plugin, on a page that is loaded whole.
    def queries_of(user)
      track_sql_queries do
        CoopCredentials::GateCache.advertised
        CoopCredentials::GatesOfUser.call(user, group_ids: user.belonging_to_group_ids)
      end
    end

    before { user.belonging_to_group_ids }

    it "ask the database for nothing more while there is no gate" do
      queries_of(user)
      expect(queries_of(user)).to eq([])
    end

    it "ask the database for nothing more for who is in no gate's group" do
      make_gate(group: group, advertised: true, public_label: "The lounge")
      queries_of(user)
      expect(queries_of(user)).to eq([])
    end

    it "ask once, with the gates, for who is in such a group" do
      make_grant(make_gate(group: group), user)
      user = User.find(self.user.id).tap(&:belonging_to_group_ids)
      queries_of(user)
      expect(queries_of(user).length).to eq(2)
    end

    it "have the advertised gates for everybody and a member's own for them",
       whole_host: "the host's serializers" do
      make_gate(group: group, advertised: true, public_label: "The lounge")
      secret = make_gate(policy: "board-room", group: Fabricate(:group))
      make_grant(secret, user)

      get "/site.json"
      expect(json["coop_credentials_gates"].map { |one| one["policy"] }).to eq(["members-lounge"])

      sign_in(user)
      get "/session/current.json"
      gates = json["current_user"]["coop_credentials_gates"]
      expect(gates.map { |one| one.values_at("policy", "open") }).to contain_exactly(
        ["members-lounge", false],
        ["board-room", true],
      )
    end
  end

  it "are as without the plugin while it is switched off", whole_host: "the host's pages" do
    make_gate(group: group, advertised: true, public_label: "The lounge")
    SiteSetting.coop_credentials_enabled = false
    get "/nowhere-at-all"
    expect(response.body).not_to include("co-op-access")
    get "/site.json"
    expect(json).not_to have_key("coop_credentials_gates")
  end
end
