# frozen_string_literal: true

RSpec.describe CoopCredentials::ServiceUrl do
  it "takes an https address, and http on this very machine" do
    {
      "https://verifier.example" => "https://verifier.example",
      " https://Verifier.example/base/ " => "https://verifier.example/base",
      "https://verifier.example:8443" => "https://verifier.example:8443",
      "https://verifier.example:443" => "https://verifier.example",
      "http://localhost:4100" => "http://localhost:4100",
      "http://127.0.0.1:4100/" => "http://127.0.0.1:4100",
      "http://[::1]:4100" => "http://[::1]:4100",
    }.each { |typed, address| expect(described_class.parse(typed)).to eq(address) }
  end

  [
    nil,
    "",
    "verifier.example",
    "http://verifier.example",
    "ftp://verifier.example",
    "https://user@verifier.example",
    "https://user:pass@verifier.example",
    "https://verifier.example?x=1",
    "https://verifier.example#x",
    "https://verifier.example\\@evil.example",
    "https://verifier.example\n.evil.example",
    "https://vеrifier.example",
    "https://-verifier.example",
    "http://localhost.evil.example",
    "javascript:alert(1)",
  ].each do |typed|
    it "sends no key to #{typed.inspect}" do
      expect(described_class.parse(typed)).to be_nil
    end
  end

  it "names host and port for a person to confirm" do
    expect(described_class.host("https://verifier.example/base")).to eq("verifier.example")
    expect(described_class.host("http://localhost:4100")).to eq("localhost:4100")
  end
end
