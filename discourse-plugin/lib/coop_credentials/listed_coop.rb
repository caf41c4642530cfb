# frozen_string_literal: true

module CoopCredentials
  # A co-op on a federation's list. Every word of it is the federation's.
  class ListedCoop
    STATES = %w[active upcoming suspended ended compromised].freeze
    Evidence = Struct.new(:name, :url)

    attr_reader :id,
                :former_ids,
                :name,
                :legal_name,
                :url,
                :state,
                :since,
                :state_reason,
                :evidence,
                :decision,
                :minutes

    # @param told [Object] as the service tells it
    # @return [ListedCoop, nil] nil for what is no co-op
    def self.parse(told)
      return unless told.is_a?(Hash) && told["id"].to_s.start_with?("did:")

      new(told) if !PlainText.line(told["name"], 300).empty?
    end

    def initialize(told)
      decision = told["decision"].is_a?(Hash) ? told["decision"] : {}
      @id = PlainText.line(told["id"], 2048)
      @former_ids = (told["formerIds"].is_a?(Array) ? told["formerIds"] : []).grep(String).first(16)
      @name = PlainText.line(told["name"], 300)
      @legal_name = PlainText.line(told["legalName"], 300)
      @url = WebAddress.parse(told["url"])
      @state = STATES.include?(told["state"]) ? told["state"] : "ended"
      @since = ToldList.time(told["since"]) || ToldList.time(told["validFrom"])
      @state_reason = PlainText.line(told["stateReason"], 300)
      # What recognising it was decided on.
      @evidence = %w[active upcoming].include?(@state) ? evidence_of(told["evidence"]) : []
      @decision = PlainText.line(decision["id"], 300)
      @minutes = WebAddress.parse(decision["minutes"])
    end

    # Whether a forum that left these out left it out, also by a DID that it had before.
    # @param denied [Hash] by DID
    def among?(denied)
      [id, *former_ids].any? { |did| denied.key?(did) }
    end

    # Where it is on the web, as people say it.
    def address
      url ? WebAddress.host(url) : WebAddress.of_did(id)
    end

    # Up to two letters that stand for it: a logo would be fetched from the co-op's own server, which then knew who looks.
    def initials
      name.scan(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/).first(2).join.upcase
    end

    private

    def evidence_of(told)
      (told.is_a?(Array) ? told.first(16) : []).filter_map do |one|
        next unless one.is_a?(Hash)

        name = PlainText.line(one["name"], 300)
        Evidence.new(name, WebAddress.parse(one["url"])) if !name.empty?
      end
    end
  end
end
