# frozen_string_literal: true

require_relative "../support/coop_service"
require_relative "../support/member_calls"
require_relative "../support/real_service"

RSpec.describe "With the real verifier service and a real wallet" do
  include CoopService
  include MemberCalls

  fab!(:group)
  fab!(:user)
  fab!(:other) { Fabricate(:user, trust_level: 1) }
  fab!(:admin)

  before(:all) { @service = RealService.missing ? nil : RealService.new }
  after(:all) { @service&.remove }

  before do
    skip RealService.missing if RealService.missing

    WebMock.allow_net_connect!
    look_up_addresses(true)
    SiteSetting.allowed_internal_hosts = "localhost"
    SiteSetting.coop_credentials_enabled = true
    CoopCredentials::PairSite.new.pair(
      @service.add_site("Autumn Forum", Discourse.base_url),
      actor: admin,
    )
  end

  after do
    look_up_addresses(false)
    WebMock.disable_net_connect!(allow_localhost: true)
  end

  # A whole host answers every name with one address in its specs, unless it is told not to.
  def look_up_addresses(really)
    call = really ? :allow_ip_lookups_in_test! : :disallow_ip_lookups_in_test!
    FinalDestination::SSRFDetector.try(call)
  end

  def document(*coops, **changes)
    welcome =
      coops.map do |name|
        { id: @service.wallet("did", coop: name)["did"], name: name, reason: "our neighbours" }
      end
    {
      purpose: "Open the lounge",
      identify: "membership",
      accept: [{ require: [{ type: "CoopMembershipCredential", issuers: { allow: welcome } }] }],
      grant: {
        for: "P30D",
      },
      **changes,
    }.deep_stringify_keys
  end

  def save(document, add: false, **fields)
    fields = { name: "Lounge", group_id: group.id, on_second_account: "block", **fields }
    saving =
      CoopCredentials::SaveGate.new(
        policy: "members-lounge",
        fields: fields,
        document: document,
        actor: admin,
      )
    add ? saving.add : saving.change
  end

  # @return [Hash] what the page was told in the end
  def show_membership(somebody, coop: "Harvest Co-op", membership: "m-1", wallet: "wallet-1")
    sign_in(somebody)
    call("start", { returnUrl: "#{Discourse.base_url}/co-op-access/members-lounge" })
    expect(response.status).to eq(201)

    link = json.dig("links", "sameDevice", "app")
    answered =
      @service.wallet("answer", link: link, coop: coop, member: wallet, membershipId: membership)
    expect(answered["status"]).to eq(200)
    back = URI(answered["redirect_uri"])
    expect(back.to_s).to start_with("#{Discourse.base_url}/co-op-access/members-lounge#")

    call("collect", { responseCode: URI.decode_www_form(back.fragment).to_h["response_code"] })
    json
  end

  it "lets a member in, blocks a second account, and takes them out when the co-op is not welcome any more" do
    gate = save(document("Harvest Co-op"), add: true, advertised: true, public_label: "The lounge")
    expect(gate.summary).to include("Harvest Co-op")

    told = show_membership(user)
    expect(told).to include("state" => "accepted", "opened" => { "label" => "The lounge" })
    expect(Time.iso8601(told["until"])).to be_within(1.hour).of(30.days.from_now)
    expect(in_group?(user, group)).to eq(true)
    expect(CoopCredentials::Grant.sole).to have_attributes(
      issuer_name: "Harvest Co-op",
      policy_version: 1,
    )

    told = show_membership(other, wallet: "wallet-2")
    expect(told.dig("problem", "code")).to eq("membership_in_use")
    expect(in_group?(other, group)).to eq(false)

    told = show_membership(other, coop: "Nobody’s Co-op", wallet: "wallet-2")
    expect(told.dig("problem", "code")).to eq("issuer_not_recognised")
    expect(in_group?(other, group)).to eq(false)

    # Another membership of the same co-op is another person.
    expect(show_membership(other, membership: "m-2", wallet: "wallet-2")["state"]).to eq("accepted")
    expect(in_group?(other, group)).to eq(true)

    CoopCredentials::ReadChanges.call
    expect(CoopCredentials::Grant.live.count).to eq(2)

    save(document("Other Co-op"))
    CoopCredentials::ReadChanges.call
    expect(CoopCredentials::Grant.pluck(:state).uniq).to eq(["policy_changed"])
    expect([in_group?(user, group), in_group?(other, group)]).to eq([false, false])
  end

  it "is found to be all right by the self-test, and asked to forget what a member drops" do
    save(document("Harvest Co-op"), add: true, advertised: true, public_label: "The lounge")
    show_membership(user)
    CoopCredentials::ReadChanges.call
    expect(
      CoopCredentials::SelfTest.call.reject { |check| check.status == "good" }.map(&:id),
    ).to eq([])

    grant = CoopCredentials::Grant.sole
    exported = CoopCredentials::ExportPerson.call(user)[:service][grant.holder]
    expect(exported["verifications"].map { |one| one["id"] }).to eq([grant.verification_id])
    expect(CoopCredentials::RecheckGrants.call).to eq(changed: 0, unanswered: 0)

    call("forget")
    CoopCredentials::DeliverOutbox.call
    expect(CoopCredentials::OutboxEntry.count).to eq(0)
    expect(CoopCredentials::ExportPerson.call(user)[:service][grant.holder]).to be_nil
  end

  it "gives no second key for one code" do
    code = @service.add_site("Spring Forum", Discourse.base_url)
    CoopCredentials::PairSite.new.pair(code)
    expect { CoopCredentials::PairSite.new.pair(code) }.to raise_error(
      CoopCredentials::Problem,
      "pairing_code_used",
    )
  end
end
