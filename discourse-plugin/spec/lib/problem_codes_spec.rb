# frozen_string_literal: true

RSpec.describe CoopCredentials::ProblemCodes do
  it "knows whether trying again can help" do
    expect(described_class.retryable?("status_unreachable")).to eq(true)
    expect(described_class.retryable?("credential_revoked")).to eq(false)
  end

  it "calls a code of a later version one that trying again does not help" do
    expect(described_class.retryable?("of_tomorrow")).to eq(false)
  end
end
