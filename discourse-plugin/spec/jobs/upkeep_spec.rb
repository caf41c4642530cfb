# frozen_string_literal: true

require_relative "../support/coop_service"

RSpec.describe Jobs::CoopCredentials::Upkeep do
  include CoopService

  fab!(:group)

  let(:gate) { make_gate(group: group) }

  before { connect_service }

  # Rows as they are after `count` members were let in, without Discourse doing all it does for each of them.
  def many(count, **changes)
    now = Time.zone.now
    first = User.maximum(:id) + 1
    DB.exec(<<~SQL, first: first, last: first + count - 1, now: now)
      INSERT INTO users (id, username, username_lower, created_at, updated_at, active, approved, trust_level)
      SELECT id, 'many' || id, 'many' || id, :now, :now, true, true, 1 FROM generate_series(:first, :last) id
    SQL
    row = {
      gate_id: gate.id,
      policy_version: 3,
      holder: "h",
      state: "live",
      granted_at: now - 1.day,
      expires_at: now - 1.minute,
      created_at: now,
      updated_at: now,
      **changes,
    }
    rows =
      (first...(first + count)).map do |id|
        row.merge(user_id: id, verification_id: "vf_#{id}", holder: "h_#{id}")
      end
    rows.each_slice(2000) { |some| CoopCredentials::Grant.insert_all!(some) }
  end

  def bench(what, seconds)
    return if ENV["COOP_BENCH"].blank?

    puts "      #{what}: #{seconds.round(2)} s"
    expect(seconds).to be < 5
  end

  def queries(count)
    many(count)
    track_sql_queries { CoopCredentials::ExpireGrants.call }.length
  end

  it "runs every five minutes, and only where the plugin is on" do
    expect(described_class.every).to eq(5.minutes)

    SiteSetting.coop_credentials_enabled = false
    CoopCredentials::KeepUp.expects(:call).never
    described_class.new.execute({})
  end

  it "ends what has run out before it asks anybody" do
    make_grant(gate, Fabricate(:user), expires_at: 1.minute.ago)
    stub_request(:get, %r{/v1/changes}).to_return do
      expect(CoopCredentials::Grant.sole.state).to eq("expired")
      { body: { changes: [], cursor: "c", more: false }.to_json }
    end
    described_class.new.execute({})
    expect(a_request(:get, %r{/v1/changes})).to have_been_made
  end

  it "asks the database as often for a thousand that run out as for a hundred" do
    hundred = queries(100)
    expect(queries(1000)).to eq(hundred)
    expect(CoopCredentials::Grant.where(state: "expired").count).to eq(1100)
    expect(CoopCredentials::Event.where(kind: "expired").count).to eq(1100)
  end

  it "asks the database as often for a page of changes of fifty grants as of five" do
    few, many_changes =
      [5, 50].map do |count|
        grants = Array.new(count) { make_grant(gate, Fabricate(:user), state: "revoked") }
        changes = grants.map { |grant| [grant.verification_id, "live", nil] }
        track_sql_queries { CoopCredentials::ChangeGrants.call(changes) }.length
      end
    expect(many_changes).to eq(few)
  end

  # How long it took is told by the bench (COOP_BENCH=1): on a busy machine time says nothing.
  it "ends ten thousand grants, within five seconds" do
    many(10_000)
    started = Process.clock_gettime(Process::CLOCK_MONOTONIC)
    CoopCredentials::ExpireGrants.call
    seconds = Process.clock_gettime(Process::CLOCK_MONOTONIC) - started

    expect(CoopCredentials::Grant.where(state: "expired").count).to eq(10_000)
    bench("10,000 grants ended", seconds)
  end

  # Each in the group by a place of ours: SettleStrays, which compares both sides, has nothing to mend.
  def places
    DB.exec(<<~SQL, group: group.id, now: 1.day.ago)
      WITH place AS (
        INSERT INTO group_users (group_id, user_id, created_at, updated_at)
        SELECT :group, user_id, :now, :now FROM coop_credentials_grants
        RETURNING id, user_id
      )
      INSERT INTO coop_credentials_memberships (user_id, group_id, group_user_id, created_at)
      SELECT user_id, :group, id, :now FROM place
    SQL
  end

  it "looks through ten thousand live grants within five seconds, with few queries" do
    many(10_000, expires_at: 90.days.from_now)
    places
    answer(:get, "/v1/changes?limit=500", body: { changes: [], cursor: "c", more: false })
    started = Process.clock_gettime(Process::CLOCK_MONOTONIC)
    asked = track_sql_queries { described_class.new.execute({}) }.length
    seconds = Process.clock_gettime(Process::CLOCK_MONOTONIC) - started

    expect(asked).to be < 30
    bench("10,000 live grants looked through with #{asked} queries", seconds)
  end

  it "takes a hundred members out of their group, in the job that does so",
     whole_host: "what a removal costs there" do
    users = Array.new(100) { Fabricate(:user) }
    users.each { |user| make_grant(gate, user) }
    CoopCredentials::Grant.update_all(expires_at: 1.minute.ago)
    Jobs.run_immediately!
    started = Process.clock_gettime(Process::CLOCK_MONOTONIC)
    CoopCredentials::ExpireGrants.call
    seconds = Process.clock_gettime(Process::CLOCK_MONOTONIC) - started

    expect(GroupUser.where(group_id: group.id).count).to eq(0)
    puts "      100 members taken out in #{seconds.round(2)} s" if ENV["COOP_BENCH"]
  end
end
