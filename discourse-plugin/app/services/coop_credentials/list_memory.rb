# frozen_string_literal: true

module CoopCredentials
  # What the service said of a list, for a page that everybody may load: asked for every five minutes at most, by one
  # visitor at a time. The first page of each list is kept for a week, so that it can still be shown while the service is
  # away; later pages and what was searched are kept only as long as they are current.
  class ListMemory
    PER_PAGE = 25
    CURRENT = 300
    KEPT = 7 * 24 * 3600
    # Of a later page, or a search: anybody may make them up.
    BRIEF = 60
    # So long nobody asks again after one asked.
    PATIENCE = 30
    TIMEOUT = 2

    # A page of a list, when it was asked for, and whether it is as the service says it now, a few minutes apart.
    Seen = Struct.new(:page, :at, :current, keyword_init: true)

    def initialize(settings = ConnectionSettings.new)
      @settings = settings
      @away = false
    end

    # Those whom a list recognises now, from the first on.
    # @return [Seen, nil] nil where that was never known
    def first(list, now: Time.zone.now)
      key = key_of(list)
      kept = read(key)
      return seen(kept, now) if kept && now.to_i - kept["at"] < CURRENT
      return seen(kept, now) if @away || !turn?(key)

      answer = ask(list, state: "active")
      return seen(kept, now) if answer.nil?

      fresh = { "at" => now.to_i, "answer" => answer }
      Discourse.redis.setex(key, KEPT, fresh.to_json)
      seen(fresh, now)
    end

    # A later page, or what fits a search.
    # @return [Seen, nil] nil where the service does not answer
    def look(list, search:, page:, now: Time.zone.now)
      key = "#{key_of(list)}-#{Digest::SHA256.hexdigest("#{page} #{search}")[0, 20]}"
      kept = read(key)
      answer = kept ? kept["answer"] : ask_for(list, search, page)
      return if answer.nil?

      Discourse.redis.setex(key, BRIEF, { "answer" => answer }.to_json) if kept.nil?
      Seen.new(page: ListedPage.new(answer), at: now, current: true)
    end

    private

    def ask_for(list, search, page)
      ask(list, search: search, state: search.empty? ? "active" : nil, from: (page - 1) * PER_PAGE)
    end

    def seen(kept, now)
      return if kept.nil? || now.to_i - kept["at"] > KEPT

      Seen.new(
        page: ListedPage.new(kept["answer"]),
        at: Time.zone.at(kept["at"]),
        current: now.to_i - kept["at"] < CURRENT + PATIENCE,
      )
    end

    # Once the service did not answer, this page waits for it no second time.
    def ask(list, **query)
      return if @away

      answer = Service.api(@settings).recognised(list, limit: PER_PAGE, timeout: TIMEOUT, **query)
      ListedPage.new(answer)
      answer
    rescue Problem
      @away = true
      nil
    end

    def turn?(key)
      Discourse.redis.set("#{key}-asked", "1", nx: true, ex: PATIENCE)
    end

    def read(key)
      kept = Discourse.redis.get(key)
      kept && JSON.parse(kept)
    rescue JSON::ParserError
      nil
    end

    # Another service, or another site of it, has said something else.
    def key_of(list)
      "coop-credentials-list-#{Digest::SHA256.hexdigest("#{@settings.site_key} #{list}")[0, 24]}"
    end
  end
end
