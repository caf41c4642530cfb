# frozen_string_literal: true

module CoopCredentials
  module SelfTest
    # Whether the service has every gate's policy, as it was saved from here.
    module PolicyChecks
      MOST = 20

      # @return [Check, nil] nil where there is no gate, or the service does not answer, which another check says
      def self.call(service)
        gates = Gate.order(:id).limit(MOST).to_a
        return if gates.empty?

        versions = gates.to_h { |gate| [gate, version(service, gate)] }
        missing = names(gates.select { |gate| versions[gate].nil? })
        changed = names(gates.select { |gate| versions[gate] && versions[gate] != gate.version })

        return Check.of("gates", "bad", "gates_missing", gates: missing) if missing.present?
        return Check.of("gates", "warning", "gates_changed", gates: changed) if changed.present?

        Check.of("gates", "good", "gates_there")
      rescue Problem
        nil
      end

      def self.version(service, gate)
        service.policy(gate.policy).version
      rescue Problem => e
        raise unless e.code == "policy_unknown"
      end
      private_class_method :version

      def self.names(gates)
        gates.map(&:name).join(", ")
      end
      private_class_method :names
    end
  end
end
