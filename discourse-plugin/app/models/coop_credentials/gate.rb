# frozen_string_literal: true

module CoopCredentials
  # Whose members (a policy of the service) join which group. Categories are secured by groups, as Discourse does.
  class Gate < ActiveRecord::Base
    self.table_name = "coop_credentials_gates"

    belongs_to :group, class_name: "::Group", optional: true
    belongs_to :reply_group, class_name: "::Group", optional: true
    belongs_to :badge, class_name: "::Badge", optional: true
    has_many :grants, class_name: "CoopCredentials::Grant"

    validates :policy, format: { with: PolicyId::FORM }, uniqueness: true
    validates :name, presence: true
    validates :on_second_account, inclusion: { in: SecondAccount::RULES }

    scope :advertised, -> { where(advertised: true, enabled: true) }
    scope :into, ->(group_id) { where(group_id: group_id).or(where(reply_group_id: group_id)) }

    def group_ids
      [group_id, reply_group_id].compact
    end

    # What it is called to members and strangers.
    def label
      public_label.presence || name
    end

    def path
      "#{Discourse.base_path}/co-op-access/#{policy}"
    end
  end
end
