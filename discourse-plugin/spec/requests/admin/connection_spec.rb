# frozen_string_literal: true

require_relative "../../support/admin_calls"

RSpec.describe "The connection, as the admin’s screens see it" do
  include AdminCalls

  fab!(:admin)

  before do
    connect_service
    sign_in(admin)
  end

  it "is told without the key" do
    get "#{base}/connection.json"
    expect(json).to include(
      "connected" => true,
      "url" => CoopService::URL,
      "has_key" => true,
      "key_lost" => false,
    )
    expect(response.body).not_to include("secret")
    expect(CoopCredentials::Connection.sole.sealed_key).not_to include("secret")
  end

  it "reads a code without sending anything" do
    send_json(:post, "connection/read.json", { code: "https://new.example##{"A" * 22}" })
    expect(json).to include("url" => "https://new.example", "host" => "new.example")
    expect(a_request(:any, /./)).not_to have_been_made
  end

  it "pairs by a code" do
    answer(
      :post,
      "https://new.example/v1/pair".then { |url| /\A#{url}\z/ },
      body: {
        id: "site_2",
        key: "k2.new",
        service: {
          name: "New",
        },
      },
    )
    answer(
      :get,
      %r{\Ahttps://new\.example/v1/site\z},
      body: {
        name: "Forum",
        service: {
          name: "New service",
        },
      },
    )
    send_json(:post, "connection.json", { code: "https://new.example##{"A" * 22}" })

    expect(json).to include(
      "connected" => true,
      "url" => "https://new.example",
      "site_name" => "Forum",
    )
    expect(CoopCredentials::ConnectionSettings.new.connection.key).to eq("k2.new")
    expect(CoopCredentials::Event.last).to have_attributes(kind: "connected", actor_id: admin.id)
  end

  it "stays as it was when the service does not take the code" do
    answer(
      :post,
      %r{\Ahttps://new\.example/v1/pair\z},
      status: 410,
      body: problem("pairing_code_used", 410),
    )
    send_json(:post, "connection.json", { code: "https://new.example##{"A" * 22}" })
    expect([response.status, code]).to eq([410, "pairing_code_used"])

    answer(:post, %r{\Ahttps://new\.example/v1/pair\z}, body: { id: "", key: "a b" })
    send_json(:post, "connection.json", { code: "https://new.example##{"A" * 22}" })
    expect(code).to eq("service_unreachable")
    expect(CoopCredentials::ConnectionSettings.new.connection.url).to eq(CoopService::URL)
  end

  it "refuses a body that is no object" do
    sign_in(admin)
    [[1], "text", 1, nil].each do |body|
      send_json(:post, "connection/read.json", body)
      expect([response.status, code]).to eq([400, "json_invalid"])
    end
  end

  it "refuses what is no code" do
    send_json(:post, "connection/read.json", { code: "hello" })
    expect([response.status, code]).to eq([422, "pairing_code_wrong"])
  end

  it "is the environment's where that has one, and says so" do
    GlobalSetting.stubs(:coop_credentials_key).returns("k9.env")
    GlobalSetting.stubs(:coop_credentials_url).returns("https://env.example")
    get "#{base}/connection.json"
    expect(json).to include(
      "url" => "https://env.example",
      "url_source" => "global",
      "key_source" => "global",
    )

    send_json(:post, "connection.json", { code: "https://new.example##{"A" * 22}" })
    expect([response.status, code]).to eq([409, "key_in_environment"])
    send_json(:delete, "connection.json")
    expect(code).to eq("key_in_environment")
  end

  it "sends a stored key to no other address than it came from" do
    GlobalSetting.stubs(:coop_credentials_url).returns("https://env.example")
    expect(CoopCredentials::ConnectionSettings.new.connection).to be_nil
  end

  it "knows a key that it can no longer read" do
    CoopCredentials::Connection.sole.update!(
      sealed_key: CoopCredentials::SecretBox.new("other" * 10).seal("k"),
    )
    get "#{base}/connection.json"
    expect(json).to include("connected" => false, "has_key" => true, "key_lost" => true)
  end
end
