# frozen_string_literal: true

module CoopCredentials
  # `/co-op-welcome`: whose members this forum welcomes, and why. For everybody; no script is needed. It speaks only of
  # gates that are advertised, and names none.
  class WelcomeController < ::ApplicationController
    requires_plugin PLUGIN_NAME

    LAST = 2000
    MOST_SEARCHES = 60
    SECONDS = 60

    # A list with what is shown of it; `seen` is nil where nothing is known, `coops` without whom the forum left out.
    Group = Struct.new(:name, :list, :seen, :coops, :denied, :page, keyword_init: true)

    helper LightPageHelper, WelcomeHelper if defined?(WelcomeHelper)
    layout "coop_credentials/light"

    skip_before_action :check_xhr, :preload_json
    after_action { response.headers["X-Robots-Tag"] = "noindex" }

    def index
      welcomed = Welcomed.new(Gate.advertised.pluck(:document))
      @search = text(:search)
      @none = welcomed.none?
      @own = welcomed.coops.select { |coop| fits?(coop) }
      @memory = ListMemory.new
      @too_many = searches? && !searching_allowed?
      @groups = @too_many ? [] : groups(welcomed)
      @nobody = @search.present? && !@too_many && @own.empty? && @groups.empty?
    end

    private

    def groups(welcomed)
      all = welcomed.lists.sort.map { |name, denied| group(name, denied) }
      @search.present? ? all.reject { |group| group.seen && group.coops.empty? } : all
    end

    def group(name, denied)
      page = name == text(:list) ? params[:page].to_s.to_i.clamp(1, LAST) : 1
      seen = look(name, page)
      list = seen&.page&.list
      coops = list ? seen.page.coops.reject { |coop| coop.among?(denied) } : []
      Group.new(
        name: name,
        list: list,
        seen: (seen if list),
        coops: coops,
        denied: denied.any?,
        page: page,
      )
    end

    def look(name, page)
      return @memory.first(name) if @search.empty? && page == 1

      @memory.look(name, search: @search, page: page)
    end

    def fits?(coop)
      @search.empty? || "#{coop.name}\n#{CGI.unescape(coop.id)}".downcase.include?(@search.downcase)
    end

    def searches?
      @search.present? || text(:list).present?
    end

    # Each of these may ask the service.
    def searching_allowed?
      RateLimiter.new(
        nil,
        "coop-credentials-welcome-#{request.remote_ip}",
        MOST_SEARCHES,
        SECONDS,
      ).performed!
      true
    rescue RateLimiter::LimitExceeded
      false
    end

    def text(name)
      params[name].is_a?(String) ? PlainText.line(params[name], 200) : ""
    end
  end
end
