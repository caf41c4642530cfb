# frozen_string_literal: true

RSpec.describe CoopCredentials::ProblemWords do
  it "says the sentence that needs no date where none is known" do
    expect(described_class.of_code("credential_expired")["what"]).to eq(
      "Your membership has ended.",
    )
  end

  it "leaves the sentence of a code without details as it is" do
    expect(described_class.of_code("credential_revoked")["what"]).to eq(
      "Your co-op has withdrawn this membership.",
    )
  end
end
