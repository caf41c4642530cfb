# frozen_string_literal: true

require_relative "../support/coop_service"
require_relative "../support/member_calls"

RSpec.describe "What is refused on a gate's page" do
  include CoopService
  include MemberCalls

  fab!(:group)
  fab!(:user)
  fab!(:other) { Fabricate(:user, trust_level: 1) }

  let!(:gate) { make_gate(group: group, advertised: true, public_label: "The lounge") }

  before do
    connect_service
    answer_start
    answer_forgetting
  end

  def start_as(somebody)
    sign_in(somebody)
    call("start")
    expect(response.status).to eq(201)
  end

  def expect_nobody_in
    expect(CoopCredentials::Grant.live.count).to eq(0)
    expect(GroupUser.where(group_id: group.id).count).to eq(0)
  end

  it "refuses a stranger" do
    call("start")
    expect(response.status).to eq(403)
    expect(code).to eq("sign_in_needed")
    expect(response.media_type).to eq("application/problem+json")
  end

  it "refuses a call that another site's page makes" do
    sign_in(user)
    ["https://evil.example", "null", "#{Discourse.base_url}.evil.example", ""].each do |origin|
      call("start", {}, Origin: origin)
      expect([response.status, code]).to eq([403, "origin_not_allowed"])
    end
  end

  it "writes a refusal down once, however often its result is asked for" do
    start_as(user)
    answer_collect(state: "rejected", problem: problem("credential_revoked", 422))
    3.times { call("collect", { responseCode: "abc" }) }
    expect(json["state"]).to eq("rejected")
    expect(CoopCredentials::Event.where(kind: "refused").count).to eq(1)
  end

  it "has no code of a response or of pairing in the log of requests" do
    filter = ActiveSupport::ParameterFilter.new(Rails.application.config.filter_parameters)
    codes = { "responseCode" => "a", "response_code" => "b", "code" => "c" }
    expect(filter.filter(codes).values.uniq).to eq(["[FILTERED]"])
    expect(filter.filter("country_code" => "de")).to eq("country_code" => "de")
  end

  it "refuses what a form can send" do
    sign_in(user)
    call("collect", "{}", "Content-Type": "text/plain")
    expect([response.status, code]).to eq([415, "content_type_unsupported"])
  end

  it "refuses a body that is large, or no object" do
    sign_in(user)
    call("start", { returnUrl: "x" * 20_000 })
    expect([response.status, code]).to eq([413, "body_too_large"])
    call("start", "[1]")
    expect([response.status, code]).to eq([400, "json_invalid"])
  end

  it "refuses who shows an API key in the place of a session", whole_host: "API keys" do
    key = ApiKey.create!(user: user)
    call("start", {}, HTTP_API_KEY: key.key, HTTP_API_USERNAME: user.username)
    expect(code).to eq("sign_in_needed")
  end

  it "takes nothing from the browser for evidence: a forged result opens nothing" do
    start_as(user)
    answer(
      :post,
      "/v1/presentation-requests/pr_1/collect",
      status: 409,
      body: problem("request_not_answered", 409),
    )
    call("collect", accepted.merge(responseCode: "forged", until: "2040-01-01T00:00:00Z"))

    expect(code).to eq("request_not_answered")
    expect_nobody_in
  end

  it "refuses a response code that the service does not know" do
    start_as(user)
    answer(
      :post,
      "/v1/presentation-requests/pr_1/collect",
      status: 403,
      body: problem("response_code_wrong", 403),
    )
    call("collect", { responseCode: "guessed" })

    expect([response.status, code]).to eq([403, "response_code_wrong"])
    expect_nobody_in
  end

  it "refuses another user's request, in the same browser" do
    start_as(user)
    answer_collect
    sign_in(other)
    call("collect", { responseCode: "abc" })

    expect([response.status, code]).to eq([404, "request_unknown"])
    expect(a_request(:post, %r{/collect\z})).not_to have_been_made
    expect_nobody_in
  end

  it "refuses a request that was opened in another session of the same user" do
    start_as(user)
    answer_collect
    other_browser do
      sign_in(user)
      call("collect", { responseCode: "abc" })
      expect([response.status, code]).to eq([404, "request_unknown"])
    end
    expect_nobody_in
  end

  it "refuses requests that were swapped between two sessions" do
    start_as(user)
    answer_start(id: "pr_2")
    other_browser { start_as(other) }

    # Each gets the other's result.
    answer_collect(id: "pr_1", subject: subjects["pr_2"])
    call("collect")
    expect([response.status, code]).to eq([502, "internal_error"])

    answer(:post, "/v1/presentation-requests/pr_1/collect", body: accepted(id: "pr_2"))
    call("collect")
    expect([response.status, code]).to eq([502, "internal_error"])
    expect_nobody_in
  end

  it "gives nothing to whoever follows a link that was forwarded" do
    start_as(user)
    answer_collect
    other_browser do
      sign_in(other)
      # The page's address with the sender's code in it.
      call("collect", { responseCode: "of-the-sender" })
      expect(code).to eq("request_unknown")
    end
    expect_nobody_in
  end

  it "replays nothing: a result that was dropped opens nothing again" do
    start_as(user)
    answer_collect
    call("collect")
    call("forget")

    # The same request and its result once more, as if the row had been kept.
    request = CoopCredentials::Request.new(gate: gate, user: user)
    verification =
      CoopCredentials::Collected::Verification.new(
        id: "vf_pr_1",
        holder: "holder-1",
        until: 1.day.from_now,
      )
    expect {
      CoopCredentials::ApplyGrant.new(request: request, user: user, verification: verification).call
    }.to raise_error(CoopCredentials::Problem) { |problem|
      expect(problem.code).to eq("verification_ended")
    }
    expect_nobody_in
  end

  it "gives a result of one user to no other, though both ask for the same verification" do
    start_as(user)
    answer_collect(verification: { id: "vf_same" })
    call("collect")

    answer_start(id: "pr_2")
    answer_collect(id: "pr_2", verification: { id: "vf_same" })
    start_as(other)
    call("collect")

    expect(json.dig("problem", "code")).to eq("verification_ended")
    expect(in_group?(other, group)).to eq(false)
    expect(CoopCredentials::Grant.live.pluck(:user_id)).to eq([user.id])
  end

  it "grants nothing by a result of a request that was opened to try the gate" do
    CoopCredentials::OpenRequest.new(
      gate: gate,
      user: user,
      session_hash: "x",
      return_url: nil,
      test: true,
    ).call
    sign_in(user)
    answer_collect
    call("collect")
    expect(code).to eq("request_unknown")
    expect_nobody_in
  end

  it "refuses a member who was suspended meanwhile" do
    start_as(user)
    answer_collect
    user.update!(suspended_at: 1.minute.ago, suspended_till: 1.year.from_now)
    call("collect")

    expect(code).to eq("sign_in_needed")
    expect_nobody_in
  end

  it "refuses whom the team has barred: as an account, and as a person with another account" do
    grant = make_grant(gate, user, holder: "holder-1")
    CoopCredentials::BarMember.call(grant, actor: Fabricate(:admin))

    sign_in(user)
    call("start")
    expect([response.status, code]).to eq([403, "holder_barred"])

    start_as(other)
    answer_collect
    call("collect")
    expect(json.dig("problem", "code")).to eq("holder_barred")
    expect_nobody_in
  end

  it "answers for a gate that is not advertised as for one that is not there" do
    gate.update!(advertised: false)
    sign_in(user)
    call("start")
    secret = [response.status, response.body]
    call("start", {}, policy: "no-such-gate")

    expect([response.status, response.body]).to eq(secret)
    expect(code).to eq("policy_unknown")
  end

  it "takes nobody through a gate that is switched off, but tells those who are in" do
    start_as(user)
    answer_collect
    gate.update!(enabled: false)
    call("collect")
    expect(code).to eq("policy_unknown")
    expect_nobody_in
  end

  it "does not let a member ask without end" do
    RateLimiter.enable
    sign_in(user)
    11.times { call("start") }

    expect([response.status, code]).to eq([429, "rate_limited"])
    expect(response.headers["Retry-After"].to_i).to be_between(1, 60)
  end

  it "is not there while the plugin is switched off" do
    SiteSetting.coop_credentials_enabled = false
    sign_in(user)
    call("start")
    expect(response.status).to eq(404)
  end
end
