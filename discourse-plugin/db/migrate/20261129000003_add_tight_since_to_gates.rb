# frozen_string_literal: true

class AddTightSinceToGates < ActiveRecord::Migration[7.0]
  def change
    # The version since which the policy takes no scanned code, where that is a later one than the gate shows.
    add_column :coop_credentials_gates, :tight_since, :integer, null: false, default: 0
  end
end
