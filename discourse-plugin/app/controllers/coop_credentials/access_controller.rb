# frozen_string_literal: true

module CoopCredentials
  # The light page: `/co-op-access` and one page a gate, without Ember, because a wallet on the same phone comes back by
  # a full page load. A gate that is not advertised answers like a page that is not there, except to who holds something
  # of it and to staff.
  class AccessController < ::ApplicationController
    requires_plugin PLUGIN_NAME

    helper LightPageHelper if defined?(LightPageHelper)
    layout "coop_credentials/light"

    skip_before_action :check_xhr, :preload_json
    after_action :keep_out_of_caches

    def index
      gates = Gate.where(enabled: true).includes(:group).order(:name).to_a
      standings = current_user ? Standings.of(gates, current_user) : {}
      @gates =
        gates.filter_map do |gate|
          standing = standings[gate.id]
          next unless gate.advertised || standing&.grant

          { gate: gate, standing: told(standing) }
        end
    end

    def show
      @gate = visible_gate
      return unless current_user

      standing = Standing.of(@gate, current_user)
      @standing = told(standing)
      @destination = Destination.of(@gate, current_user)&.path if standing.open?
    end

    # Where the button of a stranger leads: to log in, and back.
    def log_in
      gate = visible_gate
      return redirect_to gate.path if current_user

      cookies[:destination_url] = gate.path
      redirect_to path("/login")
    end

    private

    def visible_gate
      gate = Gate.find_by(policy: params[:policy], enabled: true)
      raise Discourse::NotFound unless gate && VisibleGates.visible?(gate, current_user)

      gate
    end

    def told(standing)
      standing&.to_h.then { |answer| answer unless answer.nil? || answer[:state] == "none" }
    end

    def keep_out_of_caches
      response.headers["Cache-Control"] = "no-store, private"
      response.headers["X-Robots-Tag"] = "noindex"
    end
  end
end
