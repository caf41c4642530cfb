# frozen_string_literal: true

module CoopCredentials
  # A member clicked: opens a presentation request at the service and binds it to this account and this session.
  class OpenRequest
    ID = /\A[\w.:-]{1,64}\z/

    # @param session_hash [String] of a random value that only this browser's session holds
    # @param test [Boolean] whether the test member may answer, for who runs the forum; it grants nothing
    def initialize(gate:, user:, session_hash:, return_url:, test: false, service: Service.api)
      @gate = gate
      @user = user
      @session_hash = session_hash
      @return_url = return_url
      @test = test
      @service = service
    end

    # @return [Hash] the service's answer, for the browser
    # @raise [Problem]
    def call
      check unless @test

      subject = "s_#{SecureRandom.hex(16)}"
      opened =
        @service.open_request(
          policy: @gate.policy,
          subject: subject,
          return_url: Origin.return_url(@return_url, home),
          locale: I18n.locale.to_s.tr("_", "-"),
          test: @test,
        )
      remember(opened["id"], subject)

      # Which request it is stays between this forum and the session.
      opened.except("id", "subject")
    end

    private

    def check
      raise Problem.new("policy_unknown") unless @gate.enabled
      SettleRemovals.call(@user)
      raise Problem.new("holder_barred") if Bars.any?(@gate, @user)
      TightenGate.call(@gate, service: @service)
    end

    def home
      "#{Discourse.base_url}/co-op-access/#{@gate.policy}"
    end

    def remember(id, subject)
      unless id.is_a?(String) && ID.match?(id)
        raise Problem.new(
                "internal_error",
                status: 502,
                detail: "the service opened a request without an id",
              )
      end

      Request.create!(
        request_id: id,
        subject: subject,
        gate: @gate,
        user: @user,
        session_hash: @session_hash,
        test: @test,
        opened_at: Time.zone.now,
      )
    end
  end
end
