# A stand-in for Discourse, not Discourse: the columns of its tables that the plugin or its specs touch.
# frozen_string_literal: true

ActiveRecord::Migration.suppress_messages do
  ActiveRecord::Schema.define do
    create_table :users, force: true do |t|
      t.string :username, null: false
      t.string :username_lower, null: false
      t.string :name
      t.string :email
      t.string :locale
      t.boolean :admin, :moderator, :staged, null: false, default: false
      t.boolean :active, null: false, default: true
      t.boolean :approved, null: false, default: true
      t.integer :trust_level, null: false, default: 1
      t.integer :flair_group_id, :primary_group_id, :uploaded_avatar_id
      t.datetime :suspended_at, :suspended_till
      t.timestamps
    end

    create_table :groups, force: true do |t|
      t.string :name, null: false
      t.string :full_name, :title, :flair_icon, :flair_color, :flair_bg_color
      t.integer :flair_upload_id
      t.boolean :automatic, :public_admission, :public_exit, null: false, default: false
      t.boolean :allow_membership_requests, :primary_group, null: false, default: false
      t.text :automatic_membership_email_domains
      t.integer :grant_trust_level
      t.integer :visibility_level, null: false, default: 0
      t.integer :user_count, null: false, default: 0
      t.timestamps
    end

    create_table :group_users, force: true do |t|
      t.integer :group_id, :user_id, null: false
      t.boolean :owner, null: false, default: false
      t.timestamps
    end
    add_index :group_users, %i[group_id user_id], unique: true

    create_table :group_histories, force: true do |t|
      t.integer :group_id, :acting_user_id, null: false
      t.integer :target_user_id
      t.integer :action, null: false
      t.string :subject
      t.timestamps
    end

    create_table :group_associated_groups, force: true do |t|
      t.bigint :group_id, :associated_group_id, null: false
      t.timestamps
    end

    create_table :categories, force: true do |t|
      t.string :name, :slug, null: false
      t.integer :parent_category_id
      t.integer :user_id, null: false, default: -1
      t.integer :position
      t.integer :reviewable_by_group_id
      t.boolean :read_restricted, null: false, default: false
      t.timestamps
    end

    create_table :category_groups, force: true do |t|
      t.integer :category_id, :group_id, null: false
      t.integer :permission_type, default: 1
      t.timestamps
    end

    create_table :category_moderation_groups, force: true do |t|
      t.integer :category_id, :group_id
      t.timestamps
    end

    create_table :badges, force: true do |t|
      t.string :name, null: false
      t.boolean :enabled, null: false, default: true
      t.boolean :multiple_grant, null: false, default: false
      t.boolean :system, null: false, default: false
      t.timestamps
    end

    create_table :user_badges, force: true do |t|
      t.integer :badge_id, :user_id, :granted_by_id, null: false
      t.integer :seq, null: false, default: 0
      t.datetime :granted_at, null: false
      t.datetime :created_at
    end
  end
end
