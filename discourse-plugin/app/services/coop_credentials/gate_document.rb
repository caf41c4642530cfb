# frozen_string_literal: true

module CoopCredentials
  # The policy of a gate as it goes to the service: what the admin wrote, and what the gate's group makes necessary.
  module GateDocument
    # Whoever answers for somebody with staff's rights must hold the very device that asked: a code that is scanned can
    # be passed on.
    def self.for(document, groups)
      return document unless document.is_a?(Hash)

      groups.any? { |group| StaffRights.any?(group) } ? document.merge(TightenGate::DENY) : document
    end
  end
end
