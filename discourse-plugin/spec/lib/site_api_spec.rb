# frozen_string_literal: true

RSpec.describe CoopCredentials::SiteApi do
  let(:asked) { [] }
  let(:answer) { {} }
  let(:call) do
    CoopCredentials::ServiceCall.new(
      lambda do |**call|
        asked << call
        [200, JSON.generate(answer)]
      end,
    )
  end
  let(:connection) do
    described_class::Connection.new(
      url: "https://v.example",
      key: "k.secret",
      site_url: "https://forum.example",
    )
  end
  let(:api) { described_class.new(call, connection) }

  it "shows the key and who this forum is, with every call" do
    api.site
    expect(asked.first[:headers]).to include(
      "Authorization" => "Bearer k.secret",
      "Coop-Site-Url" => "https://forum.example",
    )
  end

  it "sends nothing without a connection" do
    expect { described_class.new(call, nil).site }.to raise_error(
      CoopCredentials::Problem,
      "site_not_connected",
    )
    expect(asked).to be_empty
  end

  it "asks for the test member only where it is said" do
    api.open_request(policy: "p", subject: "s", return_url: "https://forum.example/", locale: "en")
    api.open_request(
      policy: "p",
      subject: "s",
      return_url: "https://forum.example/",
      locale: "en",
      test: true,
    )

    expect(asked.map { |one| JSON.parse(one[:body])["test"] }).to eq([nil, true])
  end

  it "cannot be led to another path by an id" do
    api.collect("../../v1/site?x=#")
    expect(asked.first[:url]).to eq(
      "https://v.example/v1/presentation-requests/..%2F..%2Fv1%2Fsite%3Fx%3D%23/collect",
    )
  end

  it "takes no policy without version and document for one" do
    expect { api.policy("p") }.to raise_error(CoopCredentials::ForeignAnswer)
  end

  context "when the service checks a policy" do
    let(:answer) { { "valid" => "yes", "problems" => nil, "summary" => 1, "asks" => ["a", 2] } }

    it "believes only what has the right shape" do
      expect(api.check_policy({}, "en")).to eq(
        valid: false,
        problems: [],
        summary: nil,
        asks: ["a"],
      )
    end
  end
end
