# frozen_string_literal: true

module CoopCredentials
  # A gate as it is now. What somebody changed at the service, past this forum, is taken over.
  module LookAtGate
    # @return [Array(Gate, Boolean)] with whether it was changed there
    def self.call(gate, service: Service.api)
      current = service.policy(gate.policy)
      return gate, false if current.version == gate.version

      Bars.by_account!(gate) if SecondAccount.other_pseudonyms?(gate.document, current.document)
      checked = service.check_policy(current.document, I18n.locale.to_s.tr("_", "-"))
      gate.update!(
        document: current.document,
        version: current.version,
        summary: checked[:summary].to_s,
        asks: checked[:asks],
      )
      [gate, true]
    rescue Problem
      [gate, false] # Without the service: as it was.
    end
  end
end
