# frozen_string_literal: true

require_relative "../support/coop_service"

RSpec.describe CoopCredentials::KeepUp do
  include CoopService

  fab!(:group)
  fab!(:user)

  let(:gate) { make_gate(group: group) }

  before { connect_service }

  describe CoopCredentials::KeepGrace do
    let!(:grant) { make_grant(gate, user) }

    before { SiteSetting.coop_credentials_grace_days = 7 }

    def look(at)
      freeze_time(at) do
        CoopCredentials::ReadChanges.call
      rescue CoopCredentials::Problem
        nil
      ensure
        described_class.call
      end
    end

    it "keeps everybody in for some days while the service is away, then takes them out, and logs both" do
      stub_request(:get, %r{/v1/changes}).to_timeout
      look(Time.zone.now)
      look(6.days.from_now)
      expect(in_group?(user, group)).to eq(true)

      look(8.days.from_now)
      expect(in_group?(user, group)).to eq(false)
      expect(grant.reload).to have_attributes(state: "unreachable", problem: "service_unreachable")
      expect(CoopCredentials::Event.order(:id).pluck(:kind)).to eq(
        %w[service_away removed_after_grace],
      )
    end

    it "lets them in again when it is back, but for whom it has taken back" do
      revoked = make_grant(gate, Fabricate(:user), verification_id: "vf_2")
      stub_request(:get, %r{/v1/changes}).to_timeout
      look(Time.zone.now)
      look(8.days.from_now)

      answer(
        :get,
        "/v1/changes?limit=500",
        body: {
          changes: [{ verificationId: "vf_2", state: "revoked", at: 1.day.ago.iso8601 }],
          cursor: "c1",
          more: false,
        },
      )
      look(9.days.from_now)

      expect(grant.reload).to have_attributes(state: "live", problem: nil)
      expect(in_group?(user, group)).to eq(true)
      expect(revoked.reload.state).to eq("revoked")
      expect(in_group?(revoked.user, group)).to eq(false)
    end

    def closed_after_grace
      stub_request(:get, %r{/v1/changes}).to_timeout
      look(Time.zone.now)
      look(8.days.from_now)
      expect(in_group?(user, group)).to eq(false)
    end

    def answer_changes(*changes, **more)
      body = { changes: changes, cursor: "c1", more: false, **more }
      answer(:get, %r{/v1/changes}, body: body)
    end

    it "keeps out whom the service, when it is back, calls unreachable itself" do
      [problem("status_unreachable", 422), problem("service_unreachable", 502), nil].each do |why|
        grant.update!(state: "live", problem: nil)
        CoopCredentials::FeedPosition.delete_all
        CoopCredentials::SettleAccess.call(user, gates: [gate])
        closed_after_grace
        change = { verificationId: grant.verification_id, state: "unreachable", problem: why }
        answer_changes(change.merge(at: 1.day.ago.iso8601))
        look(9.days.from_now)

        expect(grant.reload.state).to eq("unreachable")
        expect(in_group?(user, group)).to eq(false)
      end
    end

    it "lets them in again only once everything has been read that the service has to say" do
      closed_after_grace
      CoopCredentials::ReadChanges.any_instance.stubs(:monotonic).returns(0, 100, 0, 100)
      answer_changes(more: true)
      look(9.days.from_now)
      expect(grant.reload.state).to eq("unreachable")

      newcomer = make_grant(gate, Fabricate(:user), verification_id: "vf_2")
      look(10.days.from_now)
      expect(newcomer.reload.state).to eq("live")

      CoopCredentials::ReadChanges.any_instance.unstub(:monotonic)
      answer_changes
      look(10.days.from_now)
      expect(grant.reload.state).to eq("live")
      expect(CoopCredentials::Event.where(kind: "service_back").count).to eq(1)
    end

    it "counts from the last word of the service, also where nobody asked for a while" do
      answer_changes
      look(Time.zone.now)
      stub_request(:get, %r{/v1/changes}).to_timeout
      look(6.days.from_now)
      expect(in_group?(user, group)).to eq(true)

      look(8.days.from_now)
      expect(in_group?(user, group)).to eq(false)
    end

    it "lets nobody in again by pairing with another service, which knows nothing of them" do
      closed_after_grace
      CoopCredentials::ConnectionSettings.new.store(
        url: "https://other.example",
        key: "k9.x",
        site_id: "other",
        service_name: "Other",
      )
      answer(
        :get,
        "https://other.example/v1/verifications?limit=500".then { |url| /#{Regexp.escape(url)}/ },
        body: {
          verifications: [],
          changesCursor: "o1",
        },
      )
      look(9.days.from_now)

      expect(grant.reload.state).to eq("forgotten")
      expect(in_group?(user, group)).to eq(false)
    end

    it "lets nobody in again where another service was paired and has not answered yet" do
      closed_after_grace
      CoopCredentials::ConnectionSettings.new.store(
        url: "https://other.example",
        key: "k9.x",
        site_id: "other",
        service_name: "Other",
      )
      described_class.call
      expect(grant.reload.state).to eq("unreachable")

      stub_request(:get, %r{https://other.example}).to_timeout
      2.times { look(9.days.from_now) }
      expect(grant.reload.state).to eq("unreachable")
      expect(CoopCredentials::FeedPosition.sole).to be_elsewhere
    end

    it "lifts no pause of the service's own" do
      grant.update!(state: "unreachable", problem: "status_unreachable")
      CoopCredentials::SettleAccess.call(user, gates: [gate])
      described_class.call
      expect(grant.reload.state).to eq("unreachable")
    end
  end

  describe CoopCredentials::RemindMembers do
    before { SiteSetting.coop_credentials_remind_days = "14|3" }

    def remind(at)
      freeze_time(at) { described_class.call }
    end

    def reminders(somebody = user)
      CoopCredentials::Event.where(kind: "reminded", user_id: somebody.id).order(:id).pluck(:detail)
    end

    it "tells a member once for each time of the setting" do
      grant = make_grant(gate, user, expires_at: 20.days.from_now)
      ends = grant.expires_at

      remind(ends - 15.days)
      expect(reminders).to eq([])
      2.times { remind(ends - 13.days) }
      expect(reminders).to eq(["14"])
      2.times { remind(ends - 2.days) }
      expect(reminders).to eq(%w[14 3])
    end

    it "tells nobody twice at once who is within both times already" do
      make_grant(gate, user, granted_at: 1.month.ago, expires_at: 2.days.from_now)
      2.times { described_class.call }
      expect(reminders).to eq(["3"])
    end

    it "tells nobody who has something longer of the same gate, nor what is over or paused" do
      soon = { granted_at: 1.month.ago, expires_at: 2.days.from_now }
      make_grant(gate, user, **soon)
      make_grant(gate, user, expires_at: 90.days.from_now)
      others = Array.new(3) { Fabricate(:user) }
      make_grant(gate, others[0], **soon, state: "revoked")
      make_grant(gate, others[1], **soon, state: "suspended")
      make_grant(gate, others[2], **soon, expires_at: 1.day.ago)
      described_class.call

      expect(CoopCredentials::Event.where(kind: "reminded").count).to eq(0)
    end

    it "tells nobody of an end that was as near when they came in" do
      make_grant(gate, user, granted_at: Time.zone.now, expires_at: 1.day.from_now)
      week = make_grant(gate, other = Fabricate(:user), expires_at: 6.days.from_now)
      described_class.call
      expect(CoopCredentials::Event.where(kind: "reminded").count).to eq(0)

      remind(week.expires_at - 2.days)
      expect(reminders(other)).to eq(["3"])
    end

    it "tells nobody where the setting is empty" do
      SiteSetting.coop_credentials_remind_days = ""
      make_grant(gate, user, granted_at: 1.month.ago, expires_at: 2.days.from_now)
      described_class.call
      expect(reminders).to eq([])
    end

    it "writes what closes and when, as text that makes no link of a name", whole_host: "posts" do
      gate.update!(name: "[Free](https://evil.example) <img src=x> @everyone #general")
      grant = make_grant(gate, user, granted_at: 1.week.ago, expires_at: 2.days.from_now)
      described_class.call

      post = Topic.where(archetype: Archetype.private_message).last.first_post
      expect(post.raw).to include("/co-op-access/members-lounge")
      links = Nokogiri::HTML5.fragment(post.cooked).css("a").map { |link| link["href"] }
      expect(links).to all(start_with(Discourse.base_url))
      expect(post.cooked).not_to include("<img")
      expect(post.topic.title).to end_with(grant.expires_at.strftime("%B %-d, %Y"))
    end
  end

  describe CoopCredentials::DeliverOutbox do
    before { CoopCredentials::Forgetting.verification("vf_1") }

    it "tells the service what to forget, once" do
      asked = answer(:delete, "/v1/verifications/vf_1", status: 204, body: "")
      2.times { described_class.call }
      expect(asked).to have_been_made.once
      expect(CoopCredentials::OutboxEntry.count).to eq(0)
    end

    it "gives up what the service does not know" do
      answer(
        :delete,
        "/v1/verifications/vf_1",
        status: 404,
        body: problem("verification_unknown", 404),
      )
      described_class.call
      expect(CoopCredentials::OutboxEntry.count).to eq(0)
    end

    it "keeps what was not taken, asks later, and leaves the rest while the service is away" do
      CoopCredentials::Forgetting.holder("h_1")
      asked = stub_request(:delete, /verifier/).to_timeout
      described_class.call
      expect(asked).to have_been_made.once
      expect(CoopCredentials::OutboxEntry.count).to eq(2)

      answer(:delete, "/v1/verifications/vf_1", status: 204, body: "")
      answer(:delete, "/v1/holders/h_1", body: { forgotten: 1 })
      expect(described_class.call).to eq(1)
      expect(freeze_time(2.minutes.from_now) { described_class.call }).to eq(1)
      expect(CoopCredentials::OutboxEntry.count).to eq(0)
    end
  end

  it "does every step, also where one fails" do
    grant = make_grant(gate, user, expires_at: 1.minute.ago)
    stub_request(:get, %r{/v1/changes}).to_timeout
    old = make_grant(gate, Fabricate(:user), state: "dropped", ended_at: 2.months.ago)
    described_class.call

    expect(grant.reload.state).to eq("expired")
    expect(CoopCredentials::Grant.exists?(old.id)).to eq(false)
  end

  it "has the service forget what it forgets itself, so that a person's erasure misses nothing" do
    old = make_grant(gate, user, state: "expired", ended_at: 2.months.ago)
    CoopCredentials::CleanUp.call
    expect(CoopCredentials::OutboxEntry.pluck(:path)).to eq(
      ["/v1/verifications/#{old.verification_id}"],
    )
  end

  it "keeps a bar when it cleans up, and what ended lately" do
    barred = make_grant(gate, user, state: "barred", ended_at: 2.years.ago, expires_at: 2.years.ago)
    lately = make_grant(gate, user, state: "revoked", ended_at: 1.week.ago)
    CoopCredentials::Request.create!(
      request_id: "pr_old",
      subject: "s",
      gate: gate,
      user: user,
      session_hash: "h",
      opened_at: 2.days.ago,
    )
    CoopCredentials::CleanUp.call

    expect(CoopCredentials::Grant.where(id: [barred, lately]).count).to eq(2)
    expect(CoopCredentials::Request.count).to eq(0)
  end
end
