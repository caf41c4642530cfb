# frozen_string_literal: true

require_relative "../support/coop_service"
require_relative "../support/member_calls"

RSpec.describe CoopCredentials::CallsController do
  include CoopService
  include MemberCalls

  fab!(:group)
  fab!(:user)

  let!(:gate) { make_gate(group: group, advertised: true, public_label: "The lounge") }

  before do
    connect_service
    answer_start
    answer_forgetting
  end

  it "lets a member in whose membership the service accepted" do
    sign_in(user)
    call("start", { returnUrl: "#{Discourse.base_url}/co-op-access/members-lounge" })
    expect(response.status).to eq(201)
    expect(json.keys).not_to include("id", "subject")
    expect(response.headers["Cache-Control"]).to include("no-store")

    answer_collect
    call("collect", { responseCode: "abc" })

    expect(response.status).to eq(200)
    expect(json).to include(
      "state" => "accepted",
      "reason" => "This site welcomes members of Harvest Co-op.",
    )
    expect(json["opened"]).to eq("label" => "The lounge")
    expect(in_group?(user, group)).to eq(true)
  end

  it "asks for this gate's policy, with a subject that names nobody, to come back to this forum" do
    sign_in(user)
    call("start", { returnUrl: "https://evil.example/" })

    expect(
      a_request(:post, "#{CoopService::URL}/v1/presentation-requests").with do |asked|
        body = JSON.parse(asked.body)
        body["policy"] == "members-lounge" && body["subject"].match?(/\As_\h{32}\z/) &&
          body["returnUrl"] == "#{Discourse.base_url}/co-op-access/members-lounge" &&
          !body.key?("test") && asked.headers["Authorization"] == "Bearer k1.secret" &&
          asked.headers["Coop-Site-Url"] == Discourse.base_url
      end,
    ).to have_been_made.once
  end

  it "tells the member's own open pages, and nobody else's" do
    sign_in(user)
    call("start")
    answer_collect

    messages = MessageBus.track_publish("/co-op-credentials/gates") { call("collect") }
    expect(messages.map(&:user_ids)).to eq([[user.id]])
    expect(messages.first.data).to include("policy" => "members-lounge", "state" => "accepted")
  end

  it "answers the first tab by the grant that another tab has collected" do
    sign_in(user)
    call("start")
    answer_collect
    call("collect", { responseCode: "abc" })
    call("collect")

    expect(json["state"]).to eq("accepted")
    expect(CoopCredentials::Grant.count).to eq(1)
  end

  it "says that it is not answered yet, so that the page asks again" do
    sign_in(user)
    call("start")
    answer(
      :post,
      "/v1/presentation-requests/pr_1/collect",
      status: 409,
      body: problem("request_not_answered", 409),
    )
    call("collect")

    expect(response.status).to eq(409)
    expect(code).to eq("request_not_answered")
    expect(json.values_at("what", "next")).to all(be_present)
  end

  it "waits for the service once at a time for one account, from whatever tab" do
    sign_in(user)
    call("start")
    met = []
    stub_request(:post, "#{CoopService::URL}/v1/presentation-requests/pr_1/collect").to_return do
      other_browser do
        sign_in(user)
        call("collect")
        met << [response.status, code, response.headers["Retry-After"]]
      end
      { status: 200, body: accepted.to_json }
    end
    call("collect")

    expect(met).to eq([[429, "rate_limited", "1"]])
    expect(json["state"]).to eq("accepted")
    call("collect")
    expect(response.status).to eq(200)
  end

  it "lets them ask again after a call that failed, and another account meanwhile" do
    sign_in(user)
    call("start")
    answer(:post, "/v1/presentation-requests/pr_1/collect", status: 503, body: "")
    2.times { call("collect") }
    expect(code).to eq("service_unreachable")

    Discourse.redis.set("coop-credentials-start-#{user.id}", "another tab", ex: 5)
    call("start")
    expect(code).to eq("rate_limited")
    answer_start(id: "pr_2")
    other_browser do
      sign_in(Fabricate(:user))
      call("start")
      expect(response.status).to eq(201)
    end
  ensure
    Discourse.redis.del("coop-credentials-start-#{user.id}")
  end

  it "goes on with no further request once it has taken long" do
    sign_in(user)
    %w[pr_1 pr_2].each do |id|
      answer_start(id: id)
      call("start")
      answer(
        :post,
        "/v1/presentation-requests/#{id}/collect",
        status: 409,
        body: problem("response_code_wrong", 409),
      )
    end
    stub_const(CoopCredentials::CollectRequest, "SECONDS", -1) do
      call("collect", { responseCode: "abc" })
    end
    expect(code).to eq("response_code_wrong")
    expect(a_request(:post, %r{/collect\z})).to have_been_made.once
  end

  it "keeps a refusal, so that the other tab can say why too" do
    sign_in(user)
    call("start")
    answer_collect(state: "rejected", problem: problem("credential_expired", 422, at: "2031-01-01"))
    2.times { call("collect") }

    expect(json).to include("state" => "rejected")
    expect(json["problem"]).to include("code" => "credential_expired", "at" => "2031-01-01")
    expect(a_request(:post, %r{/collect\z})).to have_been_made.once
    expect(CoopCredentials::Event.where(kind: "refused", user: user).pluck(:problem)).to eq(
      ["credential_expired"],
    )
    expect(in_group?(user, group)).to eq(false)
  end

  it "forgets what the member drops: here, in the group and at the service" do
    make_grant(gate, user, verification_id: "vf_9")
    sign_in(user)
    call("forget")

    expect(response.status).to eq(204)
    expect(in_group?(user, group)).to eq(false)
    expect(CoopCredentials::Grant.sole.state).to eq("dropped")
    CoopCredentials::DeliverOutbox.call
    expect(a_request(:delete, "#{CoopService::URL}/v1/verifications/vf_9")).to have_been_made.once

    get "/co-op-access/members-lounge/standing.json"
    expect(json).to eq("state" => "none")
  end

  it "says how a member stands, to a page that was told of a change" do
    make_grant(gate, user, state: "revoked", issuer: "did:web:harvest.example")
    sign_in(user)
    get "/co-op-access/members-lounge/standing.json"

    expect(json["state"]).to eq("rejected")
    expect(json["problem"]).to include(
      "code" => "credential_revoked",
      "issuer" => "did:web:harvest.example",
    )
  end
end
