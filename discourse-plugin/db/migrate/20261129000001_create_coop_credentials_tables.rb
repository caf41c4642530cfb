# frozen_string_literal: true

class CreateCoopCredentialsTables < ActiveRecord::Migration[7.0]
  def change
    create_table :coop_credentials_connections do |t|
      t.string :url, null: false
      t.text :sealed_key, null: false
      t.string :site_id, limit: 100
      t.string :site_name, limit: 300
      t.string :service_name, limit: 300
      t.timestamps
    end

    # Where this forum is in the service's changes feed, and how the last look went. One row, whatever the key's origin.
    create_table :coop_credentials_feed_positions do |t|
      t.string :site_key, limit: 64, null: false
      t.string :cursor, limit: 200
      t.datetime :read_at
      t.datetime :failing_since
      t.string :problem, limit: 64
      t.timestamps
    end

    create_table :coop_credentials_gates do |t|
      t.string :policy, limit: 64, null: false
      t.string :name, limit: 200, null: false
      t.bigint :group_id, null: false
      t.bigint :reply_group_id
      t.bigint :badge_id
      t.bigint :category_id
      t.boolean :flair, null: false, default: false
      t.boolean :advertised, null: false, default: false
      t.boolean :enabled, null: false, default: true
      t.string :public_label, limit: 200, null: false, default: ""
      t.text :public_text, null: false, default: ""
      t.string :on_second_account, limit: 10, null: false, default: "allow"
      t.jsonb :document, null: false, default: {}
      t.integer :version, null: false, default: 0
      t.text :summary, null: false, default: ""
      t.jsonb :asks, null: false, default: []
      t.timestamps
    end
    add_index :coop_credentials_gates, :policy, unique: true
    add_index :coop_credentials_gates, :group_id

    create_table :coop_credentials_grants do |t|
      t.bigint :gate_id, null: false
      t.bigint :user_id
      t.string :verification_id, limit: 64, null: false
      t.integer :policy_version, null: false, default: 0
      t.string :holder, limit: 64, null: false
      t.string :issuer, limit: 255, null: false, default: ""
      t.string :issuer_name, limit: 300, null: false, default: ""
      t.string :reason, limit: 500, null: false, default: ""
      t.string :state, limit: 20, null: false, default: "live"
      t.string :problem, limit: 64
      t.datetime :granted_at, null: false
      t.datetime :expires_at, null: false
      t.datetime :ended_at
      t.bigint :ended_by
      t.integer :reminded_days
      t.timestamps
    end
    add_index :coop_credentials_grants, :verification_id, unique: true
    add_index :coop_credentials_grants, %i[user_id state]
    add_index :coop_credentials_grants, %i[gate_id holder]
    add_index :coop_credentials_grants, %i[state expires_at]

    # Places in groups that this plugin made: only these are taken away again, and only while `group_user_id` is still
    # the very row that was made then.
    create_table :coop_credentials_memberships do |t|
      t.bigint :user_id, null: false
      t.bigint :group_id, null: false
      t.bigint :group_user_id, null: false
      t.datetime :created_at, null: false
    end
    add_index :coop_credentials_memberships, %i[user_id group_id], unique: true

    # The same for badges.
    create_table :coop_credentials_awards do |t|
      t.bigint :user_id, null: false
      t.bigint :badge_id, null: false
      t.bigint :user_badge_id, null: false
      t.datetime :created_at, null: false
    end
    add_index :coop_credentials_awards, %i[user_id badge_id], unique: true

    create_table :coop_credentials_requests do |t|
      t.string :request_id, limit: 64, null: false
      t.string :subject, limit: 100, null: false
      t.bigint :gate_id, null: false
      t.bigint :user_id, null: false
      t.string :session_hash, limit: 64, null: false
      t.boolean :test, null: false, default: false
      t.jsonb :refusal
      t.datetime :opened_at, null: false
      t.datetime :closed_at
    end
    add_index :coop_credentials_requests, :request_id, unique: true
    add_index :coop_credentials_requests, %i[user_id gate_id]
    add_index :coop_credentials_requests, :opened_at

    create_table :coop_credentials_events do |t|
      t.datetime :at, null: false
      t.string :kind, limit: 30, null: false
      t.bigint :gate_id
      t.bigint :user_id
      t.bigint :actor_id
      t.bigint :grant_id
      t.string :detail, limit: 1000, null: false, default: ""
      t.string :problem, limit: 64
    end
    add_index :coop_credentials_events, :at
    add_index :coop_credentials_events, :user_id

    # What the service still has to be told to forget.
    create_table :coop_credentials_outbox do |t|
      t.string :dedup, limit: 128, null: false
      t.string :path, limit: 300, null: false
      t.integer :attempts, null: false, default: 0
      t.datetime :next_at, null: false
      t.string :last_problem, limit: 64
      t.datetime :created_at, null: false
    end
    add_index :coop_credentials_outbox, :dedup, unique: true
    add_index :coop_credentials_outbox, :next_at
  end
end
