# frozen_string_literal: true

require_relative "../support/coop_service"

RSpec.describe "What was read a moment ago and is no longer so" do
  include CoopService

  fab!(:group)
  fab!(:user)
  fab!(:admin)

  let(:gate) { make_gate(group: group) }
  let(:grant) { make_grant(gate, user) }

  before { connect_service }

  def bar
    CoopCredentials::BarMember.call(CoopCredentials::Grant.find(grant.id), actor: admin)
  end

  def barred?
    CoopCredentials::Bars.any?(gate, user, grant.holder)
  end

  it "lifts no bar by the feed: a page was read before the team barred, and is applied after" do
    grant.update!(state: "suspended")
    CoopCredentials::GrantStates
      .stubs(:may_become?)
      .with do |from, _|
        bar if from == "suspended"
        true
      end
      .returns(true, false)
    CoopCredentials::ChangeGrants.call([[grant.verification_id, "live", nil]])

    expect(grant.reload.state).to eq("barred")
    expect(in_group?(user, group)).to eq(false)
  end

  it "lifts no bar by dropping: the member's list was read before the team barred" do
    mine = CoopCredentials::Grant.where(user_id: user.id, id: grant.id).to_a
    bar
    CoopCredentials::DropGrant.call(user, mine)

    expect(grant.reload.state).to eq("barred")
    expect(barred?).to eq(true)
    expect(CoopCredentials::OutboxEntry.count).to eq(0)
  end

  it "changes a grant only from the states that the caller names, and says whether it did" do
    stale = CoopCredentials::Grant.find(grant.id)
    bar
    expect(CoopCredentials::EndGrant.call(stale, state: "ended", from: ["live"])).to eq(false)
    expect(grant.reload.state).to eq("barred")
    expect(CoopCredentials::EndGrant.call(grant, state: "ended", from: ["barred"])).to eq(true)
  end

  it "ends nothing that has been erased meanwhile" do
    stale = CoopCredentials::Grant.find(grant.id)
    CoopCredentials::Grant.delete_all
    expect(CoopCredentials::EndGrant.call(stale, state: "ended")).to eq(false)
  end

  describe "while a result is on its way" do
    let(:request) { CoopCredentials::Request.new(gate: gate, user: user) }

    def refusal
      CoopCredentials::ApplyGrant.new(
        request: request,
        user: user,
        verification:
          CoopCredentials::Collected::Verification.new(
            id: "vf_1",
            holder: "holder-1",
            policy_version: 3,
            until: 30.days.from_now,
            reason: "Because.",
            issuer: "did:web:harvest.example",
            issuer_name: "Harvest",
          ),
      ).call
      nil
    rescue CoopCredentials::Problem => e
      e.code
    end

    it "lets nobody in by a gate that was switched off, or deleted, meanwhile" do
      request
      CoopCredentials::Gate.where(id: gate.id).update_all(enabled: false)
      expect(refusal).to eq("policy_unknown")

      CoopCredentials::Gate.where(id: gate.id).delete_all
      expect(refusal).to eq("policy_unknown")
      expect(in_group?(user, group)).to eq(false)
    end

    it "lets nobody in who was suspended, or deleted, meanwhile" do
      request
      ::User.where(id: user.id).update_all(
        suspended_at: 1.minute.ago,
        suspended_till: 1.year.from_now,
      )
      expect(refusal).to eq("sign_in_needed")

      ::User.where(id: user.id).delete_all
      expect(refusal).to eq("sign_in_needed")
      expect(CoopCredentials::Grant.count).to eq(0)
    end
  end

  it "lets nobody in by a gate that is being deleted: both take the gate's lock" do
    answer(:delete, "/v1/policies/members-lounge", status: 204, body: "")
    locked = track_sql_queries { CoopCredentials::DeleteGate.call(gate) }
    lock =
      locked.index { |sql| sql.include?("pg_advisory_xact_lock(hashtext('coop-credentials gate')") }
    first = locked.index { |sql| sql.match?(/FROM "?coop_credentials_grants|DELETE FROM/) }

    expect(lock).to be_present
    expect(lock).to be < first
  end
end
