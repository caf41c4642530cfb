# frozen_string_literal: true

RSpec.describe Migrations do
  self.use_transactional_tests = false

  after { described_class.up }

  it "makes tables of the plugin alone, and takes every one of them away again" do
    before = ActiveRecord::Base.connection.tables
    made = described_class.schema

    described_class.down
    expect(ActiveRecord::Base.connection.tables).to match_array(before - made.keys)

    described_class.up
    expect(described_class.schema).to eq(made)
    expect(made).not_to be_empty
  end

  it "counts its rows by bigint" do
    keys =
      described_class.schema.transform_values do |columns, _|
        columns.to_h { |name, type| [name, type] }["id"]
      end

    expect(keys.values.uniq).to eq(["bigint"])
  end
end
