# frozen_string_literal: true

module CoopCredentials
  # The calls of the browser element on a gate's page.
  class CallsController < ::ApplicationController
    requires_plugin PLUGIN_NAME
    include ProblemResponses
    include SameOrigin

    SESSION_KEY = "coop_credentials_visit"
    MOST_BYTES = 16_384

    skip_before_action :check_xhr,
                       :preload_json,
                       :verify_authenticity_token,
                       :redirect_to_login_if_required
    skip_before_action :check_origin, only: :standing
    before_action :check_member
    before_action :find_gate

    def start
      limit("start", 10, 60)
      opened =
        one_at_a_time("start") do
          OpenRequest.new(
            gate: @gate,
            user: current_user,
            session_hash: session_hash,
            return_url: body["returnUrl"],
          ).call
        end
      render json: opened, status: :created
    end

    def collect
      limit("collect", 60, 60)
      collected =
        one_at_a_time("collect") do
          CollectRequest.new(
            gate: @gate,
            user: current_user,
            session_hash: session_hash,
            response_code: body["responseCode"],
          ).call
        end
      render json: collected
    end

    def forget
      limit("forget", 10, 60)
      DropGrant.of_gate(current_user, @gate)
      head :no_content
    end

    # For a page that was told that something has changed.
    def standing
      SettleRemovals.call(current_user)
      render json: Standing.of(@gate, current_user).to_h
    end

    private

    # A session of a browser: an API key has none, and nobody to be asked.
    def check_member
      raise Problem.new("sign_in_needed") if current_user.nil? || is_api? || is_user_api?
    end

    def find_gate
      gate = Gate.find_by(policy: params[:policy], enabled: true)
      raise Problem.new("policy_unknown") unless gate && VisibleGates.visible?(gate, current_user)

      @gate = gate
    end

    # Only a hash is stored, so that nobody who reads the database can take over a session's request.
    def session_hash
      session[SESSION_KEY] ||= SecureRandom.hex(32)
      Digest::SHA256.hexdigest("#{session[SESSION_KEY]} #{current_user.id}")
    end

    def body
      @body ||= read_body
    end

    def read_body
      text = request.raw_post
      raise Problem.new("body_too_large") if text.bytesize > MOST_BYTES

      parsed = text.empty? ? {} : JSON.parse(text, max_nesting: 10)
      parsed.is_a?(Hash) ? parsed : raise(Problem.new("json_invalid"))
    rescue JSON::ParserError, EncodingError
      raise Problem.new("json_invalid")
    end
  end
end
