# frozen_string_literal: true

require_relative "../support/coop_service"

RSpec.describe "What is kept of a person" do
  include CoopService

  fab!(:group)
  fab!(:user)
  fab!(:other) { Fabricate(:user, trust_level: 1) }
  fab!(:admin)

  let(:gate) { make_gate(group: group) }
  let!(:grant) { make_grant(gate, user, verification_id: "vf_1", holder: "h_1") }

  before do
    connect_service
    CoopCredentials::Event.record!("granted", grant: grant)
  end

  def outbox
    CoopCredentials::OutboxEntry.order(:id).pluck(:path)
  end

  def expect_erased
    expect(CoopCredentials::Grant.where(user_id: user.id)).to be_empty
    expect(CoopCredentials::Request.where(user_id: user.id)).to be_empty
    expect(CoopCredentials::Membership.where(user_id: user.id)).to be_empty
    expect(CoopCredentials::Event.where(user_id: user.id)).to be_empty
    expect(CoopCredentials::Event.where(kind: "granted").count).to eq(1)
    expect(outbox).to eq(["/v1/holders/h_1"])
  end

  it "goes with the account, here and at the service" do
    UserDestroyer.new(admin).destroy(user)
    expect_erased
  end

  it "goes when the account is made anonymous, and the place in the group with it" do
    UserAnonymizer.make_anonymous(user, admin)
    expect_erased
    expect(in_group?(user, group)).to eq(false)
  end

  it "goes also while the plugin is switched off" do
    SiteSetting.coop_credentials_enabled = false
    DiscourseEvent.trigger(:user_anonymized, user: user, opts: {})
    expect_erased
  end

  it "leaves at the service what another account of the same person has" do
    make_grant(gate, other, holder: "h_1")
    CoopCredentials::ForgetPerson.call(user)
    expect(outbox).to eq(["/v1/verifications/vf_1"])
  end

  it "leaves a bar, under the pseudonym alone" do
    CoopCredentials::BarMember.call(grant, actor: admin)
    CoopCredentials::ForgetPerson.call(user)

    expect(grant.reload).to have_attributes(
      user_id: nil,
      holder: "h_1",
      issuer_name: "",
      reason: "",
    )
    expect(CoopCredentials::Bars.any?(gate, other, "h_1")).to eq(true)
  end

  it "leaves a bar what it is when who made it is gone" do
    CoopCredentials::BarMember.call(grant, actor: admin)
    CoopCredentials::ForgetPerson.call(admin)
    GroupActionLogger.new(user, group).log_remove_user_from_group(user, nil)
    CoopCredentials::SettleRemovals.call(user)
    expect(CoopCredentials::Bars.any?(gate, user)).to eq(true)
  end

  describe "when two accounts become one" do
    def merge
      UserMerger.new(user, other, admin).merge!
    end

    it "is the other's, who is in by it until it ends" do
      merge
      expect(grant.reload.user_id).to eq(other.id)
      expect(in_group?(other, group)).to eq(true)

      grant.update!(expires_at: 1.minute.ago)
      CoopCredentials::ExpireGrants.call
      expect(in_group?(other, group)).to eq(false)
    end

    it "leaves the other in who was in before" do
      group.add(other)
      merge
      grant.reload.update!(expires_at: 1.minute.ago)
      CoopCredentials::ExpireGrants.call
      expect(in_group?(other, group)).to eq(true)
    end

    it "keeps a bar of either" do
      theirs = make_grant(gate, other)
      CoopCredentials::BarMember.call(grant, actor: admin)
      merge
      expect(theirs.reload.state).to eq("barred")
      expect(in_group?(other, group)).to eq(false)
      expect(CoopCredentials::Bars.any?(gate, other)).to eq(true)
      expect(theirs.reload).to have_attributes(state: "barred", ended_by: admin.id)
      expect(in_group?(other, group)).to eq(false)
    end

    it "keeps a bar of which nobody knows who made it" do
      theirs = make_grant(gate, other)
      group.remove(user)
      merge
      expect(CoopCredentials::Bars.any?(gate, other)).to eq(true)
      expect(theirs.reload.state).to eq("barred")
    end

    it "makes no bar of that one of the two had left" do
      theirs = make_grant(gate, other)
      group.remove(user)
      GroupActionLogger.new(user, group).log_remove_user_from_group(user, nil)
      merge
      expect(grant.reload.state).to eq("dropped")
      expect(theirs.reload.state).to eq("live")
    end

    it "leaves the other in where the one that goes was in otherwise" do
      CoopCredentials::Membership.where(user_id: user.id).delete_all
      theirs = make_grant(gate, other)
      merge
      CoopCredentials::Grant.where(id: [grant, theirs]).update_all(expires_at: 1.minute.ago)
      CoopCredentials::ExpireGrants.call
      expect(in_group?(other, group)).to eq(true)
    end

    it "bars a third account of the same person, too" do
      make_grant(gate, other, holder: "h_2")
      third = Fabricate(:user)
      theirs = make_grant(gate, third, holder: "h_2")
      CoopCredentials::BarMember.call(grant, actor: admin)
      merge
      expect(theirs.reload).to have_attributes(state: "barred", ended_by: admin.id)
      expect(in_group?(third, group)).to eq(false)
    end

    it "bars their third account where nobody knows who took the one out" do
      third = Fabricate(:user)
      theirs = make_grant(gate, third, holder: "h_1")
      group.remove(user)
      merge
      expect(grant.reload.ended_by).to eq(Discourse.system_user.id)
      expect(theirs.reload.state).to eq("barred")
    end

    it "tells the service to forget nothing" do
      merge
      expect(outbox).to eq([])
    end
  end

  it "is told whole, with what the service keeps" do
    answer(:get, "/v1/holders/h_1/export", body: { holder: "h_1", verifications: [] })
    told = CoopCredentials::ExportPerson.call(user)

    expect(told[:grants].sole).to include(gate: "members-lounge", pseudonym: "h_1", state: "live")
    expect(told[:events].sole).to include(kind: "granted")
    expect(told[:service]).to eq("h_1" => { "holder" => "h_1", "verifications" => [] })
  end

  it "is told without the service's part where that is away, and says so" do
    stub_request(:get, /export/).to_timeout
    told = CoopCredentials::ExportPerson.call(user)
    expect(told[:service]["h_1"][:problem]).to include("code" => "service_unreachable")
  end

  it "is in the archive that a member downloads", whole_host: "Jobs::ExportUserArchive" do
    job = Jobs::ExportUserArchive.new
    job.current_user = user
    rows = job.coop_credentials_export.to_a

    expect(Jobs::ExportUserArchive::COMPONENTS).to include("coop_credentials")
    expect(rows.length).to eq(1)
    expect(rows.first).to include("members-lounge", "h_1", "live")
    expect(job.get_header("coop_credentials").length).to eq(rows.first.length)
    expect { job.execute(user_id: user.id) }.to change { UserExport.count }.by(1)
  end
end
