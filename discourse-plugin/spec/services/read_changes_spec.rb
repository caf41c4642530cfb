# frozen_string_literal: true

require_relative "../support/coop_service"

RSpec.describe CoopCredentials::ReadChanges do
  include CoopService

  fab!(:group)
  fab!(:user)

  let(:gate) { make_gate(group: group) }
  let!(:grant) { make_grant(gate, user, verification_id: "vf_1") }
  let(:position) { CoopCredentials::FeedPosition.sole }

  before { connect_service }

  def change(state, id: "vf_1", at: 1.hour.ago, **more)
    { verificationId: id, state: state, at: at.iso8601, **more }
  end

  def answer_changes(*changes, cursor: "c1", more: false, after: nil)
    path = "/v1/changes?limit=500#{"&cursor=#{after}" if after}"
    answer(:get, path, body: { changes: changes, cursor: cursor, more: more })
  end

  %w[expired revoked unrecognised policy_changed forgotten].each do |state|
    it "takes out whose membership is #{state}, for good" do
      answer_changes(change(state))
      described_class.call
      expect(grant.reload.state).to eq(state)
      expect(in_group?(user, group)).to eq(false)

      answer_changes(change("live"), cursor: "c2", after: "c1")
      described_class.call
      expect(grant.reload.state).to eq(state)
      expect(in_group?(user, group)).to eq(false)
    end
  end

  %w[suspended unreachable].each do |state|
    it "takes out whose membership is #{state}, and lets them in again when that is lifted" do
      answer_changes(change(state))
      described_class.call
      expect(in_group?(user, group)).to eq(false)

      answer_changes(change("live"), cursor: "c2", after: "c1")
      described_class.call
      expect(grant.reload.state).to eq("live")
      expect(in_group?(user, group)).to eq(true)
      expect(CoopCredentials::Event.order(:id).pluck(:kind)).to eq([state, "resumed"])
    end
  end

  it "keeps why, in the service’s code, and tells the member’s page and inbox",
     whole_host: "posts" do
    answer_changes(change("revoked", problem: problem("credential_revoked", 422)))
    Jobs.run_immediately!
    messages = MessageBus.track_publish("/co-op-credentials/gates") { described_class.call }

    expect(grant.reload.problem).to eq("credential_revoked")
    expect(messages.last.data["problem"]).to include("code" => "credential_revoked")
    topic = Topic.where(archetype: Archetype.private_message).last
    expect(topic.allowed_users).to include(user)
    expect(topic.first_post.raw).to include("taken this membership back").or include(
           "Ask your co-op",
         )
  end

  it "moves nobody by reading old changes once more" do
    answer_changes(change("suspended"), change("live"))
    expect(described_class.call).to eq(0)
    expect(CoopCredentials::Event.count).to eq(0)
    expect(in_group?(user, group)).to eq(true)
  end

  it "goes on where it was" do
    answer_changes(change("suspended"), cursor: "c1", more: true)
    answer_changes(cursor: "c2", after: "c1")
    described_class.call

    expect(position).to have_attributes(cursor: "c2", problem: nil)
    expect(position.read_at).to be_within(5.seconds).of(Time.zone.now)
  end

  describe "of a change in a state that is not known here" do
    def answer_recheck(**told)
      answer(:post, "/v1/verifications/vf_1/recheck", **told)
    end

    before { answer_changes(change("terminated"), change("live", id: "vf_9")) }

    it "asks the service how it stands now, and takes that" do
      answer_recheck(body: { id: "vf_1", state: "revoked" })
      described_class.call
      expect(grant.reload.state).to eq("revoked")
      expect(position.cursor).to eq("c1")
    end

    it "leaves in who still holds it" do
      answer_recheck(body: { id: "vf_1", state: "live" })
      described_class.call
      expect(grant.reload.state).to eq("live")
    end

    it "lets in nobody who is paused: that is for the feed to say" do
      CoopCredentials::ChangeGrants.call([["vf_1", "suspended", nil]])
      answer_recheck(body: { id: "vf_1", state: "live" })
      described_class.call
      expect(grant.reload.state).to eq("suspended")
    end

    it "ends what the service no longer has" do
      answer_recheck(status: 404, body: problem("verification_unknown", 404))
      described_class.call
      expect(grant.reload.state).to eq("forgotten")
    end

    it "stops where it is, and says so, where the service says nothing that is known either" do
      answer_recheck(body: { id: "vf_1", state: "terminated" })
      expect { described_class.call }.to raise_error(CoopCredentials::Problem)
      expect(position).to have_attributes(cursor: nil)
      expect(position.failing_since).to be_present
    end

    it "stops where there are many" do
      many = Array.new(21) { |index| change("terminated", id: "vf_#{index}") }
      answer_changes(*many)
      expect { described_class.call }.to raise_error(CoopCredentials::Problem)
      expect(a_request(:post, /recheck/)).not_to have_been_made
    end
  end

  it "takes out whose change has a time that cannot be read" do
    answer_changes({ **change("revoked"), at: "yesterday" })
    described_class.call
    expect(grant.reload.state).to eq("revoked")
  end

  it "keeps its place when the service is away, and says so once" do
    answer_changes(cursor: "c1")
    described_class.call
    stub_request(:get, %r{/v1/changes}).to_timeout
    2.times { expect { described_class.call }.to raise_error(CoopCredentials::Problem) }

    expect(position).to have_attributes(cursor: "c1", problem: "service_unreachable")
    expect(CoopCredentials::Event.where(kind: "service_away").count).to eq(1)

    answer_changes(cursor: "c2", after: "c1")
    described_class.call
    expect(CoopCredentials::Event.where(kind: "service_back").count).to eq(1)
    expect(position.reload.failing_since).to be_nil
  end

  describe "of what is not stored yet" do
    def apply(id)
      verification =
        CoopCredentials::Collected::Verification.new(
          id: id,
          holder: "h_2",
          policy_version: 3,
          until: 30.days.from_now,
          reason: "Because.",
          issuer: "did:web:harvest.example",
          issuer_name: "Harvest",
        )
      request = CoopCredentials::Request.new(gate: gate, user: user)
      CoopCredentials::ApplyGrant.new(request: request, user: user, verification: verification).call
    end

    before { CoopCredentials::ChangeGrants.call([["vf_1", "expired", nil]]) }

    it "goes on, and lets nobody in by it who comes after" do
      gone = change("revoked", id: "vf_2", problem: problem("credential_revoked", 422))
      answer_changes(gone, cursor: "c1")
      described_class.call
      expect(position.cursor).to eq("c1")

      expect { apply("vf_2") }.to raise_error(
        an_object_having_attributes(code: "credential_revoked"),
      )
      expect(in_group?(user, group)).to eq(false)
    end

    it "lets in who comes after a pause that has ended" do
      answer_changes(change("suspended", id: "vf_2"), change("live", id: "vf_2"), cursor: "c1")
      described_class.call
      apply("vf_2")
      expect(in_group?(user, group)).to eq(true)
    end

    it "lets nobody in by what was told at a time that cannot be read" do
      answer_changes({ **change("revoked", id: "vf_2"), at: nil })
      described_class.call
      expect { apply("vf_2") }.to raise_error(CoopCredentials::Problem)
    end

    it "is not stopped by what nobody ever stores, whatever time the service gives it" do
      answer_changes(change("revoked", id: "vf_3", at: 1.year.from_now), cursor: "c1")
      described_class.call
      answer_changes(change("revoked", id: "vf_4", at: 1.minute.ago), cursor: "c2", after: "c1")
      described_class.call
      expect(position.cursor).to eq("c2")
    end

    it "keeps it for a day, and nothing that was old when it was told" do
      answer_changes(change("revoked", id: "vf_2"), change("revoked", id: "vf_3", at: 2.days.ago))
      described_class.call
      expect(CoopCredentials::EarlyChange.pluck(:verification_id)).to eq(["vf_2"])

      freeze_time(2.days.from_now) { CoopCredentials::CleanUp.call }
      expect(CoopCredentials::EarlyChange.count).to eq(0)
    end

    it "is kept while nobody stores a grant: both take one lock" do
      answer_changes(change("revoked", id: "vf_2"))
      told = track_sql_queries { described_class.call }
      stored = track_sql_queries { apply("vf_5") }
      lock = "hashtext('coop-credentials early')"
      inserted = stored.index { |sql| sql.include?('INSERT INTO "coop_credentials_grants"') }

      expect(told.grep(/pg_advisory_xact_lock\(#{Regexp.escape(lock)}/)).not_to be_empty
      shared = stored.index { |sql| sql.include?("pg_advisory_xact_lock_shared(#{lock}") }
      expect(shared).to be < inserted
    end
  end

  it "reads nothing of another site's feed from where it was in the former one" do
    answer_changes(cursor: "c1")
    described_class.call
    CoopCredentials::ConnectionSettings.new.store(
      url: CoopService::URL,
      key: "k2.secret",
      site_id: "site_2",
      service_name: "Other",
    )
    all =
      answer(:get, "/v1/verifications?limit=500", body: { verifications: [], changesCursor: "d1" })
    described_class.call
    expect(all).to have_been_made.once
    expect(position.cursor).to eq("d1")
    expect(grant.reload.state).to eq("forgotten")
    expect(CoopCredentials::SelfTest::SiteChecks.bars).to be_nil
  end

  it "says that who is kept out is known by their account alone to another site" do
    make_grant(gate, Fabricate(:user), state: "barred", ended_by: user.id)
    answer_changes(cursor: "c1")
    described_class.call
    CoopCredentials::ConnectionSettings.new.store(
      url: CoopService::URL,
      key: "k2.secret",
      site_id: "site_2",
      service_name: "Other",
    )
    answer(:get, "/v1/verifications?limit=500", body: { verifications: [], changesCursor: "d1" })
    described_class.call

    expect(CoopCredentials::Event.last).to have_attributes(kind: "bars_by_account", detail: "1")
    expect(CoopCredentials::SelfTest::SiteChecks.bars).to have_attributes(
      status: "warning",
      what: include(" 1 "),
    )
    make_grant(gate, Fabricate(:user), state: "barred", granted_at: 1.minute.from_now)
    expect(CoopCredentials::Bars.by_account.count).to eq(1)
  end

  it "keeps who is in when it is paired anew with the same service" do
    answer_changes(cursor: "c1")
    described_class.call
    CoopCredentials::ConnectionSettings.new.store(
      url: CoopService::URL,
      key: "k2.secret",
      site_id: "site_1",
      service_name: "Verifier",
    )
    answer_changes(cursor: "c2", after: "c1")
    described_class.call
    expect(grant.reload.state).to eq("live")
  end

  it "counts as away what goes wrong here, too, so that nobody is in for ever by a fault" do
    answer_changes(change("revoked"))
    CoopCredentials::ChangeGrants.stubs(:call).raises("a fault")
    expect { described_class.call }.to raise_error("a fault")
    expect(position).to have_attributes(cursor: nil, problem: "internal_error")
    expect(position.failing_since).to be_present
  end

  describe "when the place in the feed is too old" do
    before do
      answer(:get, "/v1/changes?limit=500", status: 410, body: problem("cursor_too_old", 410))
      grant.update!(granted_at: 1.day.ago)
    end

    it "pages through all, and ends what the service no longer has or lets live" do
      kept = make_grant(gate, Fabricate(:user), verification_id: "vf_2")
      ended = make_grant(gate, Fabricate(:user), verification_id: "vf_3")
      answer(
        :get,
        "/v1/verifications?limit=500",
        body: {
          verifications: [verification_json(id: "vf_2")],
          next: "n1",
          changesCursor: "c9",
        },
      )
      answer(
        :get,
        "/v1/verifications?limit=500&cursor=n1",
        body: {
          verifications: [
            verification_json(
              id: "vf_3",
              state: "revoked",
              problem: problem("credential_revoked", 422),
            ),
          ],
          changesCursor: "c10",
        },
      )
      described_class.call

      expect(grant.reload.state).to eq("forgotten")
      expect(kept.reload.state).to eq("live")
      expect(ended.reload).to have_attributes(state: "revoked", problem: "credential_revoked")
      expect(position.cursor).to eq("c9")
    end

    it "ends what is told to be over, however lately it was granted" do
      grant.update!(granted_at: 1.minute.ago)
      told = verification_json(id: grant.verification_id, state: "revoked")
      answer(
        :get,
        "/v1/verifications?limit=500",
        body: {
          verifications: [told],
          changesCursor: "c9",
        },
      )
      described_class.call
      expect(grant.reload.state).to eq("revoked")
    end

    it "leaves alone what was granted while it was paging" do
      grant.update!(granted_at: 1.minute.ago)
      answer(:get, "/v1/verifications?limit=500", body: { verifications: [], changesCursor: "c9" })
      described_class.call
      expect(grant.reload.state).to eq("live")
    end

    it "ends nothing when a page does not come" do
      answer(
        :get,
        "/v1/verifications?limit=500",
        body: {
          verifications: [],
          next: "n1",
          changesCursor: "c9",
        },
      )
      answer(
        :get,
        "/v1/verifications?limit=500&cursor=n1",
        status: 503,
        body: problem("service_busy", 503),
      )
      expect { described_class.call }.to raise_error(CoopCredentials::Problem)
      expect(grant.reload.state).to eq("live")
    end

    it "ends nothing by a list without an end" do
      stub_const(CoopCredentials::ReadChanges, "MOST_PAGES", 3) do
        endless =
          answer(
            :get,
            %r{\A#{CoopService::URL}/v1/verifications},
            body: {
              verifications: [],
              next: "n1",
              changesCursor: "c9",
            },
          )
        expect { described_class.call }.to raise_error(CoopCredentials::Problem)
        expect(endless).to have_been_made.times(3)
      end
      expect(grant.reload.state).to eq("live")
    end

    it "counts as away when the list does not come either" do
      answer(:get, "/v1/verifications?limit=500", status: 503, body: problem("service_busy", 503))
      expect { described_class.call }.to raise_error(CoopCredentials::Problem)
      expect(position).to have_attributes(problem: "service_busy")
      expect(position.failing_since).to be_present
    end
  end
end
