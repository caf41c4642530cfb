# frozen_string_literal: true

require_relative "../support/coop_service"
require_relative "../support/member_calls"

RSpec.describe CoopCredentials::AccessController do
  include CoopService
  include MemberCalls

  fab!(:group)
  fab!(:user)
  fab!(:moderator)
  fab!(:category) { Fabricate(:private_category, group: group) }

  let!(:gate) do
    make_gate(group: group, advertised: true, public_label: "The lounge", public_text: "Warm.")
  end
  let!(:secret) { make_gate(policy: "board-room", group: Fabricate(:group), name: "Board room") }
  let(:evil) { %(</title><script>alert(1)</script>" onload="x" '><img src=x onerror=alert(2)>) }

  before { connect_service }

  def page(path = "/members-lounge")
    get "/co-op-access#{path}"
    response.body
  end

  it "is kept by no cache and no search engine" do
    page
    expect(response.status).to eq(200)
    expect(response.headers["Cache-Control"]).to include("no-store")
    expect(response.headers["X-Robots-Tag"]).to include("noindex")
  end

  it "sends a stranger to log in and back" do
    expect(page).to include("/co-op-access/members-lounge/log-in")
    page("/members-lounge/log-in")
    expect(response).to redirect_to("/login")
    expect(cookies["destination_url"]).to eq("/co-op-access/members-lounge")
  end

  it "names to nobody a gate that is not advertised: it is as one that is not there" do
    [nil, user].each do |somebody|
      sign_in(somebody) if somebody
      page("/board-room")
      there = response.status
      page("/no-such-gate")
      expect([there, response.status]).to eq([404, 404])
      expect(page("")).not_to include("Board room")
      page("/board-room/log-in")
      expect(response.status).to eq(404)
    end
  end

  it "shows it to who holds something of it, and to staff" do
    make_grant(secret, user)
    sign_in(user)
    expect(page("/board-room")).to include("Board room")
    expect(page("")).to include("Board room", "The lounge")

    sign_in(moderator)
    page("/board-room")
    expect(response.status).to eq(200)
  end

  it "shows texts of the forum and of co-ops as text" do
    gate.update!(public_label: evil, public_text: evil, name: evil)
    make_grant(gate, user, reason: evil, issuer_name: evil)
    sign_in(user)
    ["", "/members-lounge"].each do |path|
      body = page(path)
      parsed = Nokogiri.HTML5(body)
      expect(parsed.css("img[onerror], [onload]")).to be_empty
      expect(parsed.css("script").map(&:text)).to all(satisfy { |text| text.exclude?("alert(1)") })
      expect(body).not_to include("<script>alert(1)")
    end
  end

  it "leads into the category, once it is open" do
    make_grant(gate, user)
    sign_in(user)
    expect(page).to include(category.url)
  end

  it "says nothing of the category before" do
    sign_in(user)
    expect(page).not_to include(category.url)
  end

  it "takes a policy's name with a dot in it" do
    make_gate(
      policy: "lounge.v2",
      group: Fabricate(:group),
      advertised: true,
      public_label: "Second lounge",
    )
    expect(page("/lounge.v2")).to include("Second lounge")
  end
end
