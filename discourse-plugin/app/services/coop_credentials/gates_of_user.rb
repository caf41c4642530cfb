# frozen_string_literal: true

module CoopCredentials
  # The gates that a page may name to somebody: the advertised ones, and those that are open for them or were lately.
  #
  # Nothing is asked of the database for who is in no group that a gate leads to.
  module GatesOfUser
    # @param group_ids [Array<Integer>, nil] the user's, where they are known already
    # @return [Array<Hash>]
    def self.call(user, group_ids: nil)
      if user.nil? || GateCache.all.empty?
        return GateCache.advertised.map { |gate| gate.merge("open" => false) }
      end

      group_ids ||= user.group_ids
      own = GateCache.into(group_ids).any? ? live_grants(user) : {}
      known = GateCache.all.select { |gate| gate["advertised"] || own.key?(gate["id"]) }
      known.map { |gate| told(gate, own[gate["id"]]) }
    end

    def self.live_grants(user)
      Grant.live.where(user_id: user.id).includes(:gate).order(:expires_at).index_by(&:gate_id)
    end
    private_class_method :live_grants

    def self.told(gate, grant)
      return gate["told"].merge("open" => false) if grant.nil?

      gate["told"].merge(
        "open" => true,
        "state" => grant.state,
        "until" => grant.expires_at.iso8601,
        "category_id" => gate["category_id"] || gate["categories"].first,
      )
    end
    private_class_method :told
  end
end
