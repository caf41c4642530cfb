# frozen_string_literal: true

require_relative "../support/coop_service"
require_relative "../support/member_calls"

RSpec.describe "A service that does not answer as it should" do
  include CoopService
  include MemberCalls

  fab!(:group)
  fab!(:user)

  let!(:gate) { make_gate(group: group, advertised: true, public_label: "The lounge") }
  let(:collect_url) { "#{CoopService::URL}/v1/presentation-requests/pr_1/collect" }

  before do
    connect_service
    answer_start
    sign_in(user)
    call("start")
  end

  def expect_away
    call("collect")
    expect([response.status, code]).to eq([503, "service_unreachable"])
    expect(in_group?(user, group)).to eq(false)
  end

  it "is unreachable when it is slow" do
    stub_request(:post, collect_url).to_timeout
    expect_away
  end

  it "is unreachable when it drips, byte by byte, beyond its time" do
    stub_const(CoopCredentials::ServiceCall, "TIMEOUT", 0.2) do
      stub_request(:post, collect_url).to_return do
        sleep 1
        { body: "{}" }
      end
      expect_away
    end
  end

  it "is unreachable when it answers without end" do
    stub_request(:post, collect_url).to_return(body: accepted.merge(more: "x" * 300_000).to_json)
    expect_away
  end

  it "is unreachable when it sends us elsewhere" do
    stub_request(:post, collect_url).to_return(
      status: 302,
      headers: {
        Location: "https://evil.example/",
      },
    )
    expect_away
    expect(a_request(:any, /evil\.example/)).not_to have_been_made
  end

  it "is unreachable when its connection breaks, or a page answers" do
    stub_request(:post, collect_url).to_raise(Errno::ECONNRESET)
    expect_away
    stub_request(:post, collect_url).to_return(body: "<html>")
    expect_away
    stub_request(:post, collect_url).to_return(status: 500, body: "<html>")
    expect_away
  end

  it "grants nothing for another site's request" do
    answer_collect(id: "pr_1", subject: "s_of_another_site")
    call("collect")
    expect([response.status, code]).to eq([502, "internal_error"])
    expect(in_group?(user, group)).to eq(false)
  end

  it "opens nothing where it gives no id, or one that is none" do
    [nil, 7, "a b", "../x", "x" * 65].each do |id|
      stub_request(:post, "#{CoopService::URL}/v1/presentation-requests").to_return(
        status: 201,
        body: CoopService::OPENED.merge(id: id).to_json,
      )
      call("start")
      expect([response.status, code]).to eq([502, "internal_error"])
    end
  end

  it "says a fault of this forum's own in words for the member" do
    answer(:post, "/v1/presentation-requests", status: 401, body: problem("key_wrong", 401))
    call("start")
    expect([response.status, code]).to eq([401, "key_wrong"])
    expect(json["what"]).to be_present
  end

  it "says that the forum is not connected" do
    CoopCredentials::ConnectionSettings.new.forget
    call("start")
    expect([response.status, code]).to eq([503, "site_not_connected"])
  end
end
