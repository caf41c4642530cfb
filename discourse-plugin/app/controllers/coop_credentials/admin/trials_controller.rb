# frozen_string_literal: true

module CoopCredentials
  module Admin
    # Trying a gate as a visitor, with the test member. It asks as a gate does, and grants nothing, whatever comes back.
    # The element sends no CSRF token; see CallsController.
    class TrialsController < BaseController
      include SameOrigin

      skip_before_action :check_xhr, :verify_authenticity_token

      def start
        opened =
          OpenRequest.new(
            gate: find_gate,
            user: current_user,
            session_hash: session_hash,
            return_url: json["returnUrl"],
            test: true,
          ).call
        render json: opened, status: :created
      end

      def collect
        render json: CollectTrial.call(find_gate, current_user, session_hash, json["responseCode"])
      end

      private

      # Another value than of a member's own requests.
      def session_hash
        session["coop_credentials_trial"] ||= SecureRandom.hex(32)
        Digest::SHA256.hexdigest("trial #{session["coop_credentials_trial"]} #{current_user.id}")
      end
    end
  end
end
