# frozen_string_literal: true

module CoopCredentials
  # Every few minutes: the gates whose groups have got rights of the forum's team since they were saved.
  module TightenGates
    def self.call(service: Service.api)
      due.each do |gate|
        TightenGate.call(gate, service: service)
      rescue Problem => e
        # Such as a policy that is gone there: it keeps no other gate waiting, and this one lets nobody in.
        Rails.logger.warn("coop-credentials: #{gate.policy} was not tightened: #{e.message}")
      end
    end

    # @return [Array<Gate>]
    def self.due
      gates = Gate.where(enabled: true).order(:id).reject { |gate| TightenGate.tight?(gate) }
      with_rights = StaffRights.among(gates.flat_map(&:group_ids).uniq)
      gates.select { |gate| (gate.group_ids & with_rights).any? }
    end
  end
end
