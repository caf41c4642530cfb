# frozen_string_literal: true

require_relative "../support/coop_bed"
require_relative "../support/member_calls"

RSpec.describe "With the real verifier service and a real wallet" do
  include CoopBed
  include MemberCalls

  fab!(:group)
  fab!(:user)
  fab!(:other) { Fabricate(:user, trust_level: 1) }

  before do
    skip CoopBed.missing if CoopBed.missing

    WebMock.allow_net_connect!
    connect_forum
  end

  after { WebMock.disable_net_connect!(allow_localhost: true) }

  def lounge(on_second_account: "block", **more)
    make_gate(
      group: group,
      document: {
        identify: "membership",
      },
      advertised: true,
      public_label: "The lounge",
      on_second_account: on_second_account,
      **more,
    )
  end

  # @return [Hash] what the page was told in the end
  def show_membership(somebody, **shown)
    sign_in(somebody)
    call("start", { returnUrl: "#{Discourse.base_url}/co-op-access/members-lounge" })
    expect(response.status).to eq(201)

    back = URI(answer_as_wallet(json.dig("links", "sameDevice", "app"), **shown))
    expect(back.to_s).to start_with("#{Discourse.base_url}/co-op-access/members-lounge#")

    call("collect", { responseCode: URI.decode_www_form(back.fragment).to_h["response_code"] })
    json
  end

  # What the service finds out by itself sooner or later, at once; then what it says in its feed. On a busy machine a
  # co-op's list may take longer than the service waits for it.
  def look_again(state)
    10.times do
      CoopCredentials::Grant
        .pluck(:verification_id)
        .each { |id| CoopCredentials::Service.api.recheck(id) }
      CoopCredentials::ReadChanges.call
      return if CoopCredentials::Grant.order(:id).last.state == state
      sleep 1
    end
  end

  def in_group?(somebody)
    GroupUser.exists?(user_id: somebody.id, group_id: group.id)
  end

  it "lets a member in, and out when the co-op takes the membership back, and in again with a new one" do
    gate = lounge
    expect(gate.summary).to include(CoopBed.where.dig(:coOp, :name))

    told = show_membership(user, member: "bea")
    expect(told).to include("state" => "accepted", "opened" => { "label" => "The lounge" })
    expect(Time.iso8601(told["until"])).to be_within(1.hour).of(30.days.from_now)
    expect(in_group?(user)).to eq(true)
    CoopCredentials::ReadChanges.call
    expect(in_group?(user)).to eq(true)

    set_membership("revoked", member: "bea")
    look_again("revoked")
    expect(CoopCredentials::Grant.sole).to have_attributes(
      state: "revoked",
      problem: "credential_revoked",
    )
    expect(in_group?(user)).to eq(false)

    expect(show_membership(user, member: "bea")["state"]).to eq("accepted")
    expect(in_group?(user)).to eq(true)
  end

  it "pauses a membership that the co-op has suspended, until it is lifted" do
    lounge
    show_membership(user, member: "cem")
    set_membership("suspended", member: "cem")
    look_again("suspended")
    expect(in_group?(user)).to eq(false)
    expect(CoopCredentials::Grant.sole.problem_code).to eq("credential_suspended")

    set_membership("live", member: "cem")
    look_again("live")
    expect(in_group?(user)).to eq(true)
  end

  it "refuses a membership that has ended" do
    lounge
    told = show_membership(user, member: "dan", kind: "expired")
    expect(told.dig("problem", "code")).to eq("credential_expired")
    expect(in_group?(user)).to eq(false)
  end

  it "blocks a second account with the same membership, and lets another membership in" do
    lounge
    show_membership(user, member: "eve")
    told = show_membership(other, member: "eve")
    expect(told.dig("problem", "code")).to eq("membership_in_use")
    expect([in_group?(user), in_group?(other)]).to eq([true, false])

    expect(show_membership(other, member: "fay")["state"]).to eq("accepted")
  end

  it "moves the place to a second account where the gate says so" do
    lounge(on_second_account: "move")
    show_membership(user, member: "gil")
    expect(show_membership(other, member: "gil")["state"]).to eq("accepted")
    expect([in_group?(user), in_group?(other)]).to eq([false, true])
  end

  it "takes everybody out whom a changed rule does not welcome any more" do
    gate = lounge
    show_membership(user, member: "hal")
    nobody = { "id" => "did:web:elsewhere.example", "name" => "Elsewhere", "reason" => "far away" }
    document = gate.document.deep_dup
    document["accept"].first["require"].first["issuers"]["allow"] = [nobody]
    CoopCredentials::SaveGate.new(policy: "members-lounge", fields: {}, document: document).change
    CoopCredentials::ReadChanges.call

    expect(CoopCredentials::Grant.sole.state).to eq("policy_changed")
    expect(in_group?(user)).to eq(false)
    told = show_membership(user, member: "hal")
    expect(told.dig("problem", "code")).to eq("issuer_not_recognised")
  end

  it "is found to be all right by the self-test, and asked to forget what a member drops" do
    lounge
    show_membership(user, member: "ivy")
    CoopCredentials::ReadChanges.call
    faults = CoopCredentials::SelfTest.call.reject { |check| check.status == "good" }
    expect(faults.map(&:what)).to eq([])

    grant = CoopCredentials::Grant.sole
    kept = CoopCredentials::ExportPerson.call(user)[:service][grant.holder]
    expect(kept["verifications"].map { |one| one["id"] }).to eq([grant.verification_id])
    expect(CoopCredentials::RecheckGrants.call).to eq(changed: 0, unanswered: 0)

    call("forget")
    CoopCredentials::DeliverOutbox.call
    expect(CoopCredentials::OutboxEntry.count).to eq(0)
    expect(CoopCredentials::ExportPerson.call(user)[:service][grant.holder]).to be_nil
  end

  it "is tried with the test member, who opens nothing" do
    gate = lounge
    opened =
      CoopCredentials::OpenRequest.new(
        gate: gate,
        user: user,
        session_hash: "trial",
        return_url: nil,
        test: true,
      ).call
    expect(opened.dig("links", "sameDevice", "web", 0, "url")).to include("/try")
    expect(CoopCredentials::Request.sole.test).to eq(true)
  end

  it "gives no second key for one code" do
    code = pairing_code
    CoopCredentials::PairSite.new.pair(code)
    expect { CoopCredentials::PairSite.new.pair(code) }.to raise_error(
      CoopCredentials::Problem,
      "pairing_code_used",
    )
  end
end
