# frozen_string_literal: true

require_relative "../support/coop_service"

RSpec.describe "While the service cannot be asked for want of a key" do
  include CoopService

  fab!(:group)
  fab!(:user)

  let!(:grant) { make_grant(make_gate(group: group), user) }

  before do
    connect_service
    SiteSetting.coop_credentials_grace_days = 7
  end

  def look(at)
    freeze_time(at) do
      CoopCredentials::ReadChanges.call
    rescue CoopCredentials::Problem
      nil
    ensure
      CoopCredentials::KeepGrace.call
    end
  end

  def lose_key
    CoopCredentials::Connection.update_all(sealed_key: "of another secret")
  end

  it "members stay for the days of grace, and no longer: nobody hears what is revoked" do
    lose_key
    look(Time.zone.now)
    look(6.days.from_now)
    expect(in_group?(user, group)).to eq(true)

    look(8.days.from_now)
    expect(in_group?(user, group)).to eq(false)
    expect(CoopCredentials::Event.order(:id).pluck(:kind, :problem)).to eq(
      [%w[service_away site_not_connected], %w[removed_after_grace service_unreachable]],
    )
  end

  it "members stay until their time ends where the admin has disconnected, as the screen says" do
    CoopCredentials::ConnectionSettings.new.forget
    look(Time.zone.now)
    look(8.days.from_now)
    expect(in_group?(user, group)).to eq(true)
  end

  it "a pause that the service told of meanwhile is not lifted when it is back" do
    lose_key
    look(Time.zone.now)
    look(8.days.from_now)
    due = CoopCredentials::Grant.where(state: "unreachable", problem: "service_unreachable").load
    CoopCredentials::Grant.update_all(problem: "status_unreachable")

    opened =
      CoopCredentials::ChangeMany.call(
        due,
        from: ["unreachable"],
        because: "service_unreachable",
        to: "live",
        kind: "resumed",
      )
    expect(opened).to eq(0)
    expect(in_group?(user, group)).to eq(false)
  end
end
