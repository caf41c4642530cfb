# frozen_string_literal: true

RSpec.describe CoopCredentials::PairingCode do
  let(:secret) { "A" * 22 }

  it "reads the service's address out of a code" do
    code = described_class.parse(" https://verifier.example##{secret}\n")
    expect(code).to have_attributes(
      code: "https://verifier.example##{secret}",
      url: "https://verifier.example",
      host: "verifier.example",
    )
  end

  it "refuses what is no code, or names an address that nothing is sent to" do
    [
      nil,
      "",
      "https://verifier.example",
      "https://verifier.example##{secret}x",
      "https://verifier.example#short",
      "http://verifier.example##{secret}",
      "https://verifiеr.example##{secret}",
      "https://a.example/ b##{secret}",
      "https://verifier.example/#{"x" * 500}##{secret}",
    ].each { |pasted| expect(described_class.parse(pasted)).to be_nil }
  end
end
