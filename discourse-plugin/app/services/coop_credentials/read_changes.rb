# frozen_string_literal: true

module CoopCredentials
  # Reads what happened at the service to the memberships that let members in here, and takes back what has ended.
  #
  # Each change comes at least once and in order; the place is kept after a page is applied, so that nothing is missed
  # when this process dies. Where the service no longer has what we ask for (410), all verifications are paged through.
  class ReadChanges
    # What was granted since then may not be in a list that was begun before.
    SETTLING = 5.minutes

    # How long it may take; the rest is for the next look.
    SECONDS = 60

    # A page with more than so many changes that cannot be read is of a service that this plugin does not know.
    MOST_ASKED = 20

    # Of all verifications, 500 a page; a list without an end is none.
    MOST_PAGES = 1000

    def self.call
      settings = ConnectionSettings.new
      # Disconnected by the admin: who is in stays until their time ends. A key that is there but of no use is a fault,
      # as when the service is away: the call says so.
      return unless settings.key?

      new(Service.api(settings), FeedPosition.for(settings.site_key)).call
    end

    def initialize(service, position)
      @service = service
      @position = position
    end

    # @return [Integer] how many grants are in another state than before
    # @raise [Problem] when the service does not answer; the place is kept
    def call
      read
    rescue Problem => e
      failed(e.code)
      raise
    rescue StandardError
      failed("internal_error")
      raise
    end

    private

    def read
      # Another service, or another site of it, knows nothing of what was granted before.
      return compare_all(Time.zone.now).tap { Bars.by_account! } if @position.elsewhere?

      begin
        read_pages
      rescue Problem => e
        raise if e.code != "cursor_too_old"
        compare_all(SETTLING.ago)
      end
    end

    def read_pages
      changed = 0
      cursor = @position.cursor
      stop_at = monotonic + SECONDS

      loop do
        page = ChangesPage.read(@service.changes(cursor))
        cursor = page.cursor
        changes = understood(page.changes)
        EarlyChange.keep(changes)
        changed +=
          ChangeGrants.call(changes.map { |one| [one.verification_id, one.state, one.problem] })
        @position.update!(cursor: cursor)
        break ended if !page.more?
        break partly if monotonic > stop_at
      end

      changed
    end

    # What a change was that says nothing we know may have been anything: the service is asked how it stands now. Where
    # that says nothing either, the feed stops here, and the forum's admins are told; see KeepGrace.
    def understood(changes)
      odd = changes.select { |one| one.state.nil? }.map(&:verification_id).uniq
      raise ForeignAnswer.new(200) if odd.length > MOST_ASKED

      now = odd.to_h { |id| [id, RecheckGrants.state_of(@service, id)] }
      changes.filter_map do |one|
        next one if one.state

        state, problem = now[one.verification_id]
        # It lifts no pause; the feed says in order when one ends.
        one.dup.tap { |told| told.state, told.problem = state, problem } if state !=
          GrantStates::LIVE
      end
    end

    # What the service no longer has, or no longer lets live, ends here.
    # @param as_of [Time] grants given since then may be missing in what is told
    def compare_all(as_of)
      states = {}
      changes_cursor = after = nil

      MOST_PAGES.times do
        page = VerificationsPage.read(@service.verifications(after))
        changes_cursor ||= page.changes_cursor
        states.merge!(page.states)
        after = page.next_cursor
        break if after.nil?
      end
      raise ForeignAnswer.new(200) if after

      changed = ChangeGrants.compare(states, as_of)
      @position.update!(cursor: changes_cursor)
      ended
      changed
    end

    def ended
      Event.record!("service_back") if @position.failing_since
      @position.update!(read_at: Time.zone.now, failing_since: nil, problem: nil)
    end

    # It answers again, but has not said everything yet: what was closed because it was away stays closed.
    def partly
      @position.update!(problem: nil)
    end

    def failed(code)
      Event.record!("service_away", problem: code) if @position.failing_since.nil?
      @position.update!(failing_since: @position.failing_since || Time.zone.now, problem: code)
    end

    def monotonic
      Process.clock_gettime(Process::CLOCK_MONOTONIC)
    end
  end
end
