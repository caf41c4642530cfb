# frozen_string_literal: true

class AddRemovalsAndEarlyChanges < ActiveRecord::Migration[7.0]
  def change
    # Of a bar that came of being taken out of a group by hand: that group.
    add_column :coop_credentials_grants, :removed_from, :bigint
    add_index :coop_credentials_grants, :removed_from, where: "removed_from IS NOT NULL"

    reversible { |way| way.up { execute(<<~SQL) } }
      UPDATE coop_credentials_grants bar
      SET removed_from = gate.group_id
      FROM coop_credentials_gates gate
      WHERE gate.id = bar.gate_id AND bar.state = 'barred' AND bar.ended_by IS NULL AND bar.user_id IS NOT NULL
    SQL

    # What the feed told of a verification before its grant was stored.
    create_table :coop_credentials_early_changes do |t|
      t.string :verification_id, limit: 64, null: false
      t.string :state, limit: 20, null: false
      t.string :problem, limit: 64
      t.datetime :heard_at, null: false
    end
    add_index :coop_credentials_early_changes, :verification_id, unique: true
    add_index :coop_credentials_early_changes, :heard_at
  end
end
