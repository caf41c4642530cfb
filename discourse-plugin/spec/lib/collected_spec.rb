# frozen_string_literal: true

require "time"

RSpec.describe CoopCredentials::Collected do
  let(:now) { Time.utc(2031, 1, 1) }
  let(:request) { Struct.new(:request_id, :subject, :policy).new("pr_1", "s_1", "members-lounge") }
  let(:answer) do
    {
      "id" => "pr_1",
      "state" => "accepted",
      "subject" => "s_1",
      "verification" => {
        "id" => "vf_1",
        "holder" => "h_1",
        "state" => "live",
        "policy" => {
          "id" => "members-lounge",
          "version" => 3,
        },
        "grantUntil" => "2031-02-01T00:00:00.000Z",
        "credentials" => [
          {
            "issuer" => {
              "id" => "did:web:harvest.example",
              "name" => "Harvest",
            },
            "reason" => "Because.",
          },
        ],
      },
    }
  end

  def read
    described_class.read(answer, request, now)
  end

  it "grants what the service accepted, for this request, until when it says" do
    expect(read).to have_attributes(
      id: "vf_1",
      holder: "h_1",
      policy_version: 3,
      until: Time.utc(2031, 2, 1),
      reason: "Because.",
      issuer: "did:web:harvest.example",
      issuer_name: "Harvest",
    )
  end

  # Each changes one thing in the accepted answer.
  {
    "another request" => ->(answer) { answer["id"] = "pr_2" },
    "another subject" => ->(answer) { answer["subject"] = "s_2" },
    "no subject" => ->(answer) { answer.delete("subject") },
    "another policy" => ->(answer) { answer["verification"]["policy"]["id"] = "board" },
    "no verification" => ->(answer) { answer.delete("verification") },
    "a state that is not known" => ->(answer) { answer["state"] = "sure" },
    "an end in the past" => ->(answer) do
      answer["verification"]["grantUntil"] = "2030-12-31T23:59:59Z"
    end,
    "an end that is no time" => ->(answer) { answer["verification"]["grantUntil"] = "next year" },
    "no end" => ->(answer) { answer["verification"].delete("grantUntil") },
    "a holder that is no id" => ->(answer) { answer["verification"]["holder"] = "a b" },
    "a verification's id that is too long" => ->(answer) do
      answer["verification"]["id"] = "v" * 65
    end,
    "no holder" => ->(answer) { answer["verification"].delete("holder") },
  }.each do |what, change|
    it "refuses an answer with #{what}" do
      change.call(answer)
      expect { read }.to raise_error(CoopCredentials::Problem) { |problem|
        expect(problem.code).to eq("internal_error")
      }
    end
  end

  it "says why it was rejected" do
    answer.merge!(
      "state" => "rejected",
      "problem" => {
        "code" => "credential_expired",
        "at" => "2030-01-01",
      },
    )
    expect(read).to have_attributes(code: "credential_expired", params: { "at" => "2030-01-01" })
  end

  it "grants nothing by a verification that has ended since it was accepted" do
    answer["verification"]["state"] = "revoked"
    expect(read).to have_attributes(code: "verification_ended")

    answer["verification"]["problem"] = { "code" => "credential_revoked" }
    expect(read).to have_attributes(code: "credential_revoked")
  end

  it "cleans names and reasons of what is no text" do
    credential = answer["verification"]["credentials"].first
    credential["reason"] = "A\u202Eb\u0000 #{"x" * 600}"
    credential["issuer"]["name"] = { "a" => 1 }

    expect(read.reason).to start_with("Ab x").and have_attributes(length: 500)
    expect(read.issuer_name).to eq("")
  end
end
