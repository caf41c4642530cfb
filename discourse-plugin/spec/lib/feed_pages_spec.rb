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

  it "leaves out what it cannot read" do
    unread = [
      nil,
      "x",
      change.merge("state" => "granted"),
      change.merge("state" => nil),
      change.merge("verificationId" => 1),
      change.merge("at" => "soon"),
      change.except("at"),
    ]
    expect(page([*unread, change]).changes.length).to eq(1)
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

    answer = {
      "verifications" => [{ "id" => "vf_1", "state" => "live" }, { "id" => 1 }, nil],
      "changesCursor" => "c",
    }
    expect(CoopCredentials::VerificationsPage.read(answer)).to have_attributes(
      states: {
        "vf_1" => ["live", nil],
      },
      next_cursor: nil,
      changes_cursor: "c",
    )
  end
end
