# frozen_string_literal: true

module CoopCredentials
  # A group may get rights of the forum's team after its gate was made. Then only the device that asks may answer, as if
  # it had had them when the gate was saved; until the service knows that, the gate lets nobody in.
  module TightenGate
    DENY = { "crossDevice" => "deny" }.freeze

    def self.needed?(gate)
      !tight?(gate) && StaffRights.of_gate?(gate)
    end

    def self.tight?(gate)
      gate.document["crossDevice"] == "deny"
    end

    # @raise [Problem] when the service does not take it
    def self.call(gate, service: Service.api)
      return if !needed?(gate)

      there = service.policy(gate.policy)
      stored = service.put_policy(gate.policy, there.document.merge(DENY))
      # What was changed past this forum stays to be seen.
      if there.version == gate.version
        gate.update!(document: stored.document, version: stored.version)
      else
        gate.update!(document: gate.document.merge(DENY), tight_since: stored.version)
      end
      Event.record!("gate_tightened", gate: gate, detail: gate.policy)
    end
  end
end
