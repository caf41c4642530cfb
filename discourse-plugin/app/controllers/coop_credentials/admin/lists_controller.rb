# frozen_string_literal: true

module CoopCredentials
  module Admin
    # The federations' lists that the service follows, and whom they name: a page at a time, found by the service.
    class ListsController < BaseController
      PER_PAGE = 20
      LAST = 50_000 / PER_PAGE

      def index
        now = Time.zone.now
        lists = ToldList.parse_all(Service.api.site["lists"])
        render json: { lists: lists.map { |list| told_list(list, now) } }
      end

      # What is wrong with the lists that gates count on. Without the service nothing is known of that.
      def faults
        render json: { faults: SelfTest::ListChecks.of(Service.api.site) }
      rescue Problem
        render json: { faults: [] }
      end

      def show
        page = params[:page].to_i.clamp(1, LAST)
        found = ListedPage.new(recognised(page))
        title = found.list&.title || params[:list]
        render json: {
                 coops: found.coops.map { |coop| told_coop(coop, title) },
                 total: found.total,
                 page: page,
                 per_page: PER_PAGE,
               }
      end

      private

      def recognised(page)
        Service.api.recognised(
          params[:list],
          search: params[:search].to_s.strip[0, 200],
          state: params[:state].presence_in(ListedCoop::STATES),
          from: (page - 1) * PER_PAGE,
          limit: PER_PAGE,
        )
      end

      def told_list(list, now)
        {
          name: list.name,
          title: list.title,
          state: list.state_at(now),
          active: list.active,
          said: ListWords.age(list, now),
        }
      end

      def told_coop(coop, title)
        {
          id: coop.id,
          former_ids: coop.former_ids,
          name: coop.name,
          legal_name: (coop.legal_name.presence if coop.legal_name != coop.name),
          url: coop.url,
          address: coop.address,
          initials: coop.initials,
          state: coop.state,
          standing: ListWords.standing(coop.state),
          why: ListWords.why(coop, title),
          evidence: coop.evidence.map(&:to_h),
          minutes: coop.minutes,
        }
      end
    end
  end
end
