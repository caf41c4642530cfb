# frozen_string_literal: true

module CoopCredentials
  # What must hold of a gate before anything is asked of the service.
  module GateRules
    # @raise [SiteProblem]
    def self.check(gate, document)
      refuse("gate_without_name") if gate.name.blank?
      check_groups(gate)
      refuse("gate_badge_unknown") if gate.badge_id && !::Badge.exists?(id: gate.badge_id)
      if gate.category_id && !::Category.exists?(id: gate.category_id)
        refuse("gate_category_unknown")
      end
      refuse("gate_without_label") if gate.advertised && gate.public_label.blank?
      if !SecondAccount::RULES.include?(gate.on_second_account)
        refuse("gate_second_account_invalid")
      end
      unless SecondAccount.possible?(gate.on_second_account, document)
        refuse("gate_second_account_needs_membership")
      end
    end

    def self.check_groups(gate)
      groups = ::Group.where(id: gate.group_ids).index_by(&:id)

      if gate.group_id.nil? || gate.group_ids.any? { |id| !groups.key?(id) }
        refuse("gate_group_unknown")
      end
      refuse("gate_group_automatic") if groups.each_value.any?(&:automatic)
      refuse("gate_groups_same") if gate.group_id == gate.reply_group_id
    end
    private_class_method :check_groups

    def self.refuse(code)
      raise SiteProblem.new(code, status: 422)
    end
    private_class_method :refuse
  end
end
