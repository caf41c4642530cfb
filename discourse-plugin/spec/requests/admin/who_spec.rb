# frozen_string_literal: true

require_relative "../../support/admin_calls"

RSpec.describe "Who may make the calls of the admin's screens" do
  include AdminCalls

  fab!(:group)
  fab!(:user)
  fab!(:moderator)

  before { connect_service }

  let!(:gate) { make_gate(group: group) }

  it "is an admin: nobody else finds anything there" do
    paths = %w[connection self-test gates gates/members-lounge grants events]
    [nil, user, moderator].each do |somebody|
      somebody ? sign_in(somebody) : nil
      paths.each do |path|
        get "#{base}/#{path}.json"
        expect(response.status).to be_in([403, 404])
        expect(response.body).not_to include("members-lounge")
      end
      get "#{base}/grants.csv"
      expect(response.status).to be_in([403, 404])
    end
  end

  it "is an admin: a user or moderator edits, ends, bars and pairs nothing" do
    grant = make_grant(gate, user)
    [user, moderator].each do |somebody|
      sign_in(somebody)
      [
        [:put, "gates/members-lounge.json", new_gate(name: "Mine")],
        [:delete, "gates/members-lounge.json", {}],
        [:post, "gates.json", new_gate(policy: "mine")],
        [:post, "grants/#{grant.id}/end.json", {}],
        [:post, "grants/#{grant.id}/let-in.json", {}],
        [:post, "connection.json", { code: "https://evil.example##{"A" * 22}" }],
        [:delete, "connection.json", {}],
        [:post, "gates/members-lounge/try/start.json", {}],
      ].each do |method, path, body|
        send_json(method, path, body, Origin: Discourse.base_url)
        expect(response.status).to be_in([403, 404])
      end
    end

    expect(gate.reload.name).to eq("Members’ lounge")
    expect(grant.reload.state).to eq("live")
    expect(CoopCredentials::ConnectionSettings.new.connection.url).to eq(CoopService::URL)
    expect(a_request(:any, /./)).not_to have_been_made
  end
end
