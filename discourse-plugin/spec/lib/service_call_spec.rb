# frozen_string_literal: true

RSpec.describe CoopCredentials::ServiceCall do
  let(:asked) { [] }
  let(:answer) { [200, '{"a":1}'] }
  let(:connection) do
    lambda do |**call|
      asked << call
      answer.is_a?(Exception) ? raise(answer) : answer
    end
  end

  def code_of(*answer)
    connection = ->(**) { answer }
    described_class.new(connection).request("GET", "https://v.example/v1/site")
    nil
  rescue CoopCredentials::Problem => e
    e.code
  end

  it "sends JSON with the time, so that the service can compare clocks" do
    described_class.new(connection).request(
      "POST",
      "https://v.example/x",
      headers: {
        "A" => "b",
      },
      body: {
        c: 1,
      },
    )

    expect(asked.first).to include(
      method: "POST",
      url: "https://v.example/x",
      body: '{"c":1}',
      timeout: 5,
    )
    expect(asked.first[:headers]).to include("A" => "b", "Content-Type" => "application/json")
    expect(Time.httpdate(asked.first[:headers]["Date"])).to be_within(5).of(Time.now)
  end

  it "gives the answer as data, and nothing for 204" do
    expect(described_class.new(connection).request("GET", "x")).to eq("a" => 1)
    expect(described_class.new(->(**) { [204, ""] }).request("DELETE", "x")).to eq({})
  end

  it "says a problem of the service by its code" do
    expect(code_of(404, '{"code":"policy_unknown","status":404}')).to eq("policy_unknown")
  end

  it "takes a page, a redirect or another API for no service of ours" do
    [
      [200, "<html>"],
      [302, ""],
      [401, '{"error":"log in"}'],
      [200, "[1]"],
      [200, '"x"'],
      [200, "\xFF"],
    ].each do |status, text|
      expect { described_class.new(->(**) { [status, text] }).request("GET", "x") }.to raise_error(
        CoopCredentials::ForeignAnswer,
      )
    end
  end

  it "takes a proxy's own 5xx page for a service that is away" do
    expect { described_class.new(->(**) { [502, "<html>"] }).request("GET", "x") }.to raise_error(
      CoopCredentials::Problem,
    ) do |problem|
      expect(problem.code).to eq("service_unreachable")
      expect(problem).not_to be_a(CoopCredentials::ForeignAnswer)
    end
  end

  it "does not read what is nested too deeply" do
    expect(code_of(200, "#{'{"a":' * 70}1#{"}" * 70}")).to eq("service_unreachable")
  end

  it "says that it cannot be reached where there is no answer" do
    connection = ->(**) { raise CoopCredentials::ServiceCall::Unreachable, "timed out" }
    expect { described_class.new(connection).request("GET", "x") }.to raise_error(
      CoopCredentials::Problem,
      /timed out/,
    )
  end
end
