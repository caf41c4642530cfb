# frozen_string_literal: true

require_relative "../support/coop_bed"
require_relative "../support/member_calls"

RSpec.describe "With a federation’s list that its trustees sign, and the real verifier service" do
  include CoopBed
  include MemberCalls

  fab!(:group)
  fab!(:user)
  fab!(:other) { Fabricate(:user) }
  fab!(:admin)

  before do
    skip CoopBed.missing if CoopBed.missing

    WebMock.allow_net_connect!
    connect_forum
    make_gate(
      group: group,
      advertised: true,
      public_label: "The lounge",
      document: {
        accept: [
          { require: [{ type: "CoopMembershipCredential", issuers: { lists: ["autumn"] } }] },
        ],
      },
    )
  end

  after do
    set_recognition(active: true) if @suspended
    WebMock.disable_net_connect!(allow_localhost: true)
  end

  def in_group?(somebody)
    group.reload.users.include?(somebody)
  end

  # @return [Hash] what the page was told in the end
  def show_membership(somebody, member:)
    sign_in(somebody)
    call("start", { returnUrl: "#{Discourse.base_url}/co-op-access/members-lounge" })
    expect(json.dig("ask", "issuers").sole["name"]).to eq(
      "the co-ops recognised by River Valley Federation",
    )
    back = URI(answer_as_wallet(json.dig("links", "sameDevice", "app"), member: member))
    call("collect", { responseCode: URI.decode_www_form(back.fragment).to_h["response_code"] })
    json
  end

  def page(query = {})
    # As five minutes later.
    Discourse
      .redis
      .scan_each(match: "coop-credentials-list*")
      .to_a
      .each { |key| Discourse.redis.del(key) }
    get "/co-op-welcome", params: query
    Nokogiri.HTML5(response.body).at_css("main").text.gsub(/\s+/, " ")
  end

  it "lets in whom the federation recognises, says why in public, and nobody new once it suspends the co-op" do
    expect(show_membership(user, member: "fay")["state"]).to eq("accepted")
    expect(in_group?(user)).to eq(true)
    expect(CoopCredentials::Grant.sole.reason).to start_with(
      "Recognised by River Valley Federation since 2026-03-01, decision 1",
    )
    expect(page).to include(
      "Recognised by River Valley Federation",
      CoopBed.where[:coOp][:name],
      "Evidence: register 12345.",
    )

    @suspended = true
    set_recognition(active: false, reason: "no audit")
    patience = Time.now + 30
    until (found = page(search: "harvest")).include?("Suspended by")
      raise "the service did not see the new list: #{found}" if Time.now > patience

      sleep 0.5
    end
    expect(found).to match(/Suspended by River Valley Federation since .* Reason: no audit\./)
    expect(show_membership(other, member: "gus").dig("problem", "code")).to eq("issuer_suspended")
    expect(in_group?(other)).to eq(false)

    # Who is in stays, as the gate says, and no banner is there: the list is fresh.
    CoopCredentials::ReadChanges.call
    expect(in_group?(user)).to eq(true)
    sign_in(admin)
    get "/admin/plugins/coop-credentials/lists/faults.json"
    expect(json).to eq("faults" => [])
  end
end
