# frozen_string_literal: true

require_relative "../support/coop_service"
require_relative "../support/member_calls"

RSpec.describe "What the admin's screens call" do
  include CoopService
  include MemberCalls

  fab!(:group)
  fab!(:user)
  fab!(:admin)
  fab!(:moderator)

  let(:base) { "/admin/plugins/coop-credentials" }
  let(:document) do
    {
      "id" => "members-lounge",
      "purpose" => "Open the lounge",
      "accept" => [],
      "identify" => "membership",
    }
  end
  let(:stored) do
    { id: "members-lounge", version: 1, policy: document.merge("crossDevice" => "allow") }
  end
  let(:checked) do
    { valid: true, problems: [], summary: "Members may open the lounge.", asks: ["We ask."] }
  end

  before { connect_service }

  def send_json(method, path, body = {}, **headers)
    public_send(
      method,
      "#{base}/#{path}",
      params: body.to_json,
      headers: {
        "Content-Type" => "application/json",
        **headers.transform_keys(&:to_s),
      },
    )
  end

  def answer_policy(version: nil)
    if version
      answer(:get, "/v1/policies/members-lounge", body: stored.merge(version: version))
    else
      answer(:get, "/v1/policies/members-lounge", status: 404, body: problem("policy_unknown", 404))
    end
    answer(:post, "/v1/policies/check", body: checked)
    answer(:put, "/v1/policies/members-lounge", status: 201, body: stored)
  end

  def new_gate(**changes)
    { policy: "members-lounge", name: "Lounge", group_id: group.id, document: document, **changes }
  end

  describe "who may call" do
    let!(:gate) { make_gate(group: group) }

    it "is an admin: nobody else finds anything there" do
      paths = %w[connection self-test gates gates/members-lounge grants events]
      [nil, user, moderator].each do |somebody|
        somebody ? sign_in(somebody) : nil
        paths.each do |path|
          get "#{base}/#{path}.json"
          expect(response.status).to be_in([403, 404])
          expect(response.body).not_to include("members-lounge")
        end
        get "#{base}/grants.csv"
        expect(response.status).to be_in([403, 404])
      end
    end

    it "is an admin: a user or moderator edits, ends, bars and pairs nothing" do
      grant = make_grant(gate, user)
      [user, moderator].each do |somebody|
        sign_in(somebody)
        [
          [:put, "gates/members-lounge.json", new_gate(name: "Mine")],
          [:delete, "gates/members-lounge.json", {}],
          [:post, "gates.json", new_gate(policy: "mine")],
          [:post, "grants/#{grant.id}/end.json", {}],
          [:post, "grants/#{grant.id}/let-in.json", {}],
          [:post, "connection.json", { code: "https://evil.example##{"A" * 22}" }],
          [:delete, "connection.json", {}],
          [:post, "gates/members-lounge/try/start.json", {}],
        ].each do |method, path, body|
          send_json(method, path, body, Origin: Discourse.base_url)
          expect(response.status).to be_in([403, 404])
        end
      end

      expect(gate.reload.name).to eq("Members’ lounge")
      expect(grant.reload.state).to eq("live")
      expect(CoopCredentials::ConnectionSettings.new.connection.url).to eq(CoopService::URL)
      expect(a_request(:any, /./)).not_to have_been_made
    end
  end

  context "when an admin calls" do
    before { sign_in(admin) }

    describe "the connection" do
      it "is told without the key" do
        get "#{base}/connection.json"
        expect(json).to include(
          "connected" => true,
          "url" => CoopService::URL,
          "has_key" => true,
          "key_lost" => false,
        )
        expect(response.body).not_to include("secret")
        expect(CoopCredentials::Connection.sole.sealed_key).not_to include("secret")
      end

      it "reads a code without sending anything" do
        send_json(:post, "connection/read.json", { code: "https://new.example##{"A" * 22}" })
        expect(json).to include("url" => "https://new.example", "host" => "new.example")
        expect(a_request(:any, /./)).not_to have_been_made
      end

      it "pairs by a code" do
        answer(
          :post,
          "https://new.example/v1/pair".then { |url| /\A#{url}\z/ },
          body: {
            id: "site_2",
            key: "k2.new",
            service: {
              name: "New",
            },
          },
        )
        answer(
          :get,
          %r{\Ahttps://new\.example/v1/site\z},
          body: {
            name: "Forum",
            service: {
              name: "New service",
            },
          },
        )
        send_json(:post, "connection.json", { code: "https://new.example##{"A" * 22}" })

        expect(json).to include(
          "connected" => true,
          "url" => "https://new.example",
          "site_name" => "Forum",
        )
        expect(CoopCredentials::ConnectionSettings.new.connection.key).to eq("k2.new")
        expect(CoopCredentials::Event.last).to have_attributes(
          kind: "connected",
          actor_id: admin.id,
        )
      end

      it "stays as it was when the service does not take the code" do
        answer(
          :post,
          %r{\Ahttps://new\.example/v1/pair\z},
          status: 410,
          body: problem("pairing_code_used", 410),
        )
        send_json(:post, "connection.json", { code: "https://new.example##{"A" * 22}" })
        expect([response.status, code]).to eq([410, "pairing_code_used"])

        answer(:post, %r{\Ahttps://new\.example/v1/pair\z}, body: { id: "", key: "a b" })
        send_json(:post, "connection.json", { code: "https://new.example##{"A" * 22}" })
        expect(code).to eq("service_unreachable")
        expect(CoopCredentials::ConnectionSettings.new.connection.url).to eq(CoopService::URL)
      end

      it "refuses a body that is no object" do
        sign_in(admin)
        [[1], "text", 1, nil].each do |body|
          send_json(:post, "connection/read.json", body)
          expect([response.status, code]).to eq([400, "json_invalid"])
        end
      end

      it "refuses what is no code" do
        send_json(:post, "connection/read.json", { code: "hello" })
        expect([response.status, code]).to eq([422, "pairing_code_wrong"])
      end

      it "is the environment's where that has one, and says so" do
        GlobalSetting.stubs(:coop_credentials_key).returns("k9.env")
        GlobalSetting.stubs(:coop_credentials_url).returns("https://env.example")
        get "#{base}/connection.json"
        expect(json).to include(
          "url" => "https://env.example",
          "url_source" => "global",
          "key_source" => "global",
        )

        send_json(:post, "connection.json", { code: "https://new.example##{"A" * 22}" })
        expect([response.status, code]).to eq([409, "key_in_environment"])
        send_json(:delete, "connection.json")
        expect(code).to eq("key_in_environment")
      end

      it "sends a stored key to no other address than it came from" do
        GlobalSetting.stubs(:coop_credentials_url).returns("https://env.example")
        expect(CoopCredentials::ConnectionSettings.new.connection).to be_nil
      end

      it "knows a key that it can no longer read" do
        CoopCredentials::Connection.sole.update!(
          sealed_key: CoopCredentials::SecretBox.new("other" * 10).seal("k"),
        )
        get "#{base}/connection.json"
        expect(json).to include("connected" => false, "has_key" => true, "key_lost" => true)
      end
    end

    describe "gates" do
      it "are made: the service has the rule before the forum has the gate" do
        answer_policy
        send_json(
          :post,
          "gates.json",
          new_gate(advertised: true, public_label: "Lounge", badge_id: nil),
        )

        expect(response.status).to eq(201)
        expect(json).to include(
          "policy" => "members-lounge",
          "version" => 1,
          "group_name" => group.name,
          "live_count" => 0,
        )
        expect(json["summary"]).to eq("Members may open the lounge.")
        expect(CoopCredentials::Event.last).to have_attributes(
          kind: "gate_saved",
          actor_id: admin.id,
        )
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
        answer(
          :delete,
          "/v1/policies/members-lounge",
          status: 409,
          body: problem("policy_in_use", 409),
        )
        delete "#{base}/gates/members-lounge.json"

        expect(response.status).to eq(204)
        expect(in_group?(user, group)).to eq(false)
        expect(CoopCredentials::Grant.sole).to have_attributes(state: "ended", ended_by: admin.id)
      end

      it "into a group with staff's rights let only the asking device answer" do
        Fabricate(:category, reviewable_by_group_id: group.id)
        answer_policy
        send_json(:post, "gates.json", new_gate)
        expect(
          a_request(:put, /policies/).with do |asked|
            JSON.parse(asked.body)["crossDevice"] == "deny"
          end,
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

    describe "trying a gate" do
      let!(:gate) { make_gate(group: group) }

      it "asks with the test member and grants nothing, whatever comes back" do
        answer_start
        send_json(
          :post,
          "gates/members-lounge/try/start.json",
          { returnUrl: Discourse.base_url },
          Origin: Discourse.base_url,
        )
        expect(response.status).to eq(201)
        expect(
          a_request(:post, /presentation-requests/).with do |asked|
            JSON.parse(asked.body)["test"] == true
          end,
        ).to have_been_made

        answer_collect
        send_json(:post, "gates/members-lounge/try/collect.json", {}, Origin: Discourse.base_url)
        expect(json).to eq("state" => "accepted")
        expect(CoopCredentials::Grant.count).to eq(0)
        expect(in_group?(admin, group)).to eq(false)
      end

      it "is not called by another site's page" do
        send_json(:post, "gates/members-lounge/try/start.json", {}, Origin: "https://evil.example")
        expect([response.status, code]).to eq([403, "origin_not_allowed"])
      end
    end

    describe "grants" do
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
  end
end
