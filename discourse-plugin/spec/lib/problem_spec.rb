# frozen_string_literal: true

RSpec.describe CoopCredentials::Problem do
  it "reads code, status and plain parameters of an answer" do
    problem =
      described_class.parse(
        {
          "code" => "limit_reached",
          "status" => 409,
          "title" => "x",
          "at" => "2031-01-01",
          "deep" => {
            "a" => 1,
          },
        },
        500,
      )

    expect(problem.code).to eq("limit_reached")
    expect(problem.http_status).to eq(409)
    expect(problem.params).to eq("at" => "2031-01-01")
  end

  it "calls an answer without a code ours, not the member's" do
    [nil, [], "x", {}, { "code" => 1 }, { "code" => "A b" }, { "code" => "<b>" }].each do |body|
      expect(described_class.parse(body, 418)).to have_attributes(
        code: "internal_error",
        http_status: 502,
      )
    end
  end

  it "takes over at most fifty faults, and only those that are two texts" do
    faults = [
      { "path" => 1, "message" => "x" },
      "y",
      *Array.new(60) { { "path" => "a", "message" => "m", "x" => 1 } },
    ]
    problem = described_class.parse({ "code" => "policy_invalid", "problems" => faults }, 422)

    expect(problem.faults.length).to eq(48)
    expect(problem.faults.first).to eq("path" => "a", "message" => "m")
  end

  it "has the table's status where it came with none, and 500 for one that is no fault" do
    expect(described_class.new("holder_barred").http_status).to eq(403)
    expect(described_class.new("made_up").http_status).to eq(500)
    expect(described_class.new("holder_barred", status: 200).http_status).to eq(500)
  end

  it "is the same after it was kept" do
    kept =
      described_class.new(
        "credential_expired",
        status: 422,
        params: {
          "at" => "2031-01-01",
        },
      ).to_stored
    expect(described_class.parse(kept, 422)).to have_attributes(
      code: "credential_expired",
      params: {
        "at" => "2031-01-01",
      },
    )
  end
end
