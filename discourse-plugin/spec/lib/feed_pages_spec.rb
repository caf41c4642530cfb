# frozen_string_literal: true

RSpec.describe CoopCredentials::ChangesPage do
  let(:change) do
    { "verificationId" => "vf_1", "state" => "revoked", "at" => "2031-01-01T00:00:00Z" }
  end

  def page(changes, **more)
    described_class.read(
      { "changes" => changes, "cursor" => "c", "more" => false }.merge(more.transform_keys(&:to_s)),
    )
  end

  it "reads changes in order, with the code of their problem" do
    read =
      page(
        [
          change.merge("problem" => { "code" => "credential_revoked" }),
          change.merge("state" => "live"),
        ],
      )
    expect(read.changes.map(&:state)).to eq(%w[revoked live])
    expect(read.changes.map(&:problem)).to eq(["credential_revoked", nil])
    expect(read).to have_attributes(cursor: "c", more?: false)
  end

  it "passes over nothing: what it does not know the state of has none" do
    odd = [change.merge("state" => "granted"), change.merge("state" => nil), change.except("state")]
    expect(page([*odd, change]).changes.map(&:state)).to eq([nil, nil, nil, "revoked"])
  end

  it "reads what a change says though its time cannot be read" do
    odd = [change.merge("at" => "soon"), change.merge("at" => 5), change.except("at")]
    read = page(odd).changes
    expect(read.map(&:state)).to eq(%w[revoked revoked revoked])
    expect(read.map(&:at)).to eq([nil, nil, nil])
  end

  it "takes nothing for a page on which something is of no verification" do
    [nil, "x", change.merge("verificationId" => 1), change.except("verificationId")].each do |odd|
      expect { page([change, odd]) }.to raise_error(CoopCredentials::Problem)
    end
  end

  it "takes nothing without changes and a cursor for a page" do
    [
      {},
      { "changes" => [] },
      { "cursor" => "c" },
      { "changes" => {}, "cursor" => "c" },
    ].each do |answer|
      expect { described_class.read(answer) }.to raise_error(CoopCredentials::Problem)
    end
  end

  it "takes nothing without verifications and a place in the feed for a page of verifications" do
    expect { CoopCredentials::VerificationsPage.read({ "verifications" => [] }) }.to raise_error(
      CoopCredentials::Problem,
    )

    answer = { "verifications" => [{ "id" => "vf_1", "state" => "live" }], "changesCursor" => "c" }
    expect(CoopCredentials::VerificationsPage.read(answer)).to have_attributes(
      states: {
        "vf_1" => ["live", nil],
      },
      next_cursor: nil,
      changes_cursor: "c",
    )

    [{ "id" => 1 }, nil, { "id" => "vf_2", "state" => "granted" }].each do |odd|
      told = answer.merge("verifications" => [*answer["verifications"], odd])
      expect { CoopCredentials::VerificationsPage.read(told) }.to raise_error(
        CoopCredentials::Problem,
      )
    end
  end
end
