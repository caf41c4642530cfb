# frozen_string_literal: true

module CoopCredentials
  # What the app asks for: gates that it may name, and what the member has.
  class MembersController < ::ApplicationController
    requires_plugin PLUGIN_NAME
    include ProblemResponses

    before_action :check_member, except: :gates

    def gates
      render json: { gates: GatesOfUser.call(current_user) }
    end

    def mine
      SettleRemovals.call(current_user)
      render json: { grants: MyGrants.call(current_user) }
    end

    def drop
      limit("forget", 10, 60)
      grant = Grant.find_by(id: params[:id], user_id: current_user.id)
      raise Problem.new("verification_unknown") if grant.nil?

      DropGrant.call(current_user, [grant])
      head :no_content
    end

    # All that is kept about the member, here and at the service.
    def export
      limit("export", 5, 60)
      told = one_at_a_time("export") { ExportPerson.call(current_user) }
      send_data JSON.pretty_generate(told),
                type: "application/json",
                filename: "co-op-memberships.json"
    end

    private

    def check_member
      raise Problem.new("sign_in_needed") if current_user.nil?
    end
  end
end
