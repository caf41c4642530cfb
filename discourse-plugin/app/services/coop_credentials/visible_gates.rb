# frozen_string_literal: true

module CoopCredentials
  # Which gates somebody may know of: the advertised ones, those they hold something of, and for staff all of them. A
  # secured category's existence is otherwise never revealed.
  module VisibleGates
    def self.visible?(gate, user)
      return true if gate.advertised
      return false if user.nil?

      user.staff? || Grant.where(gate_id: gate.id, user_id: user.id).exists?
    end
  end
end
