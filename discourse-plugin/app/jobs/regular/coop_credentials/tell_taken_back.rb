# frozen_string_literal: true

module Jobs
  module CoopCredentials
    # A message to one member, that the service has taken something back.
    class TellTakenBack < ::Jobs::Base
      def execute(args)
        grant = ::CoopCredentials::Grant.includes(:gate, :user).find_by(id: args[:grant_id])
        return if grant&.gate.nil? || grant.user.nil?

        ::CoopCredentials::TellMembers.taken_back_now(grant, args[:state])
      end
    end
  end
end
