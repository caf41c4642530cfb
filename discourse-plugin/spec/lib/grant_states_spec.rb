# frozen_string_literal: true

RSpec.describe CoopCredentials::GrantStates do
  it "lifts a pause by live, and nothing else" do
    expect(described_class.may_become?("suspended", "live")).to eq(true)
    expect(described_class.may_become?("unreachable", "live")).to eq(true)

    (described_class::ENDED_THERE + described_class::ENDED_HERE).each do |ended|
      described_class::TOLD_BY_SERVICE.each do |told|
        expect(described_class.may_become?(ended, told)).to eq(false)
      end
    end
  end

  it "lets the service say nothing of what is decided here" do
    described_class::ENDED_HERE.each do |state|
      expect(described_class.may_become?("live", state)).to eq(false)
    end
  end

  it "has a code of the table for every way of being closed, but for what the member dropped" do
    (described_class::ALL - %w[live dropped]).each do |state|
      expect(CoopCredentials::ProblemCodes::ALL).to have_key(described_class.code(state))
    end
    expect(described_class.code("dropped")).to be_nil
  end

  it "prefers the code that the service gave" do
    expect(described_class.code("suspended", "issuer_not_recognised")).to eq(
      "issuer_not_recognised",
    )
    expect(described_class.code("suspended", "<b>")).to eq("credential_suspended")
  end
end
