# frozen_string_literal: true

module CoopCredentials
  module Admin
    # What the admin's screens call. For admins only: a gate decides who joins a group.
    class BaseController < ::Admin::AdminController
      requires_plugin PLUGIN_NAME
      include ProblemResponses

      private

      # The body as JSON says it: parameters of Rails lose nulls within lists, which a policy's paths may have.
      def json
        @json ||= read_json
      end

      def read_json
        return params.to_unsafe_h if request.media_type != "application/json"

        parsed = JSON.parse(request.raw_post)
        parsed.is_a?(Hash) ? parsed : raise(Problem.new("json_invalid"))
      rescue JSON::ParserError, EncodingError
        raise Problem.new("json_invalid")
      end

      def find_gate
        Gate.find_by(policy: params[:policy]) || raise(Problem.new("policy_unknown"))
      end
    end
  end
end
