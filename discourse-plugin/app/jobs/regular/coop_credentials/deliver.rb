# frozen_string_literal: true

module Jobs
  module CoopCredentials
    # Tells the service what it is to forget. What it does not take is taken up again by Upkeep.
    class Deliver < ::Jobs::Base
      def execute(_args)
        ::CoopCredentials::DeliverOutbox.call
      end
    end
  end
end
