# frozen_string_literal: true

module CoopCredentials
  module Admin
    # Who was let in: why, by whom, until when. Ending it by hand, all of it as a table, and the log of what happened.
    class GrantsController < BaseController
      EVENTS = 50

      # A link to a file, which a browser follows by itself.
      skip_before_action :check_xhr, :preload_json, only: :csv

      def index
        list = ListGrants.new(policy: params[:policy], state: params[:state], q: params[:q])
        render json: {
                 grants: list.page(page),
                 total: list.total,
                 page: page,
                 per_page: ListGrants::PER_PAGE,
               }
      end

      def csv
        list = ListGrants.new(policy: params[:policy], state: params[:state], q: params[:q])
        send_data GrantsCsv.of(list),
                  type: "text/csv; charset=utf-8",
                  filename: "coop-credentials-#{Time.zone.now.to_date.iso8601}.csv"
      end

      def end
        BarMember.call(find_grant, actor: current_user, reason: json["reason"])
        head :no_content
      end

      def let_in
        LetIn.call(find_grant, actor: current_user)
        head :no_content
      end

      def events
        events =
          Event
            .includes(:gate, :user, :actor)
            .order(id: :desc)
            .limit(EVENTS)
            .offset((page - 1) * EVENTS)
        render json: {
                 events: events.map { |event| told(event) },
                 total: Event.count,
                 page: page,
                 per_page: EVENTS,
               }
      end

      private

      def page
        [params[:page].to_i, 1].max
      end

      def find_grant
        Grant.find_by(id: params[:id]) || raise(SiteProblem.new("grant_unknown", status: 404))
      end

      def told(event)
        {
          id: event.id,
          at: event.at.iso8601,
          kind: event.kind,
          policy: event.gate&.policy,
          gate_name: event.gate&.name,
          username: event.user&.username,
          actor: event.actor&.username,
          grant_id: event.grant_id,
          detail: event.detail,
          problem: event.problem && ProblemWords.of_code(event.problem),
        }
      end
    end
  end
end
