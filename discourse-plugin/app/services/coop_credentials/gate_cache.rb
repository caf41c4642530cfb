# frozen_string_literal: true

module CoopCredentials
  # The gates as pages need them, kept in memory, so that no page asks the database for them.
  module GateCache
    KEY = "gates"

    def self.cache
      @cache ||= DistributedCache.new("coop_credentials_gates")
    end

    def self.clear
      cache.clear
      Site.clear_anon_cache! if defined?(Site)
    end

    # @return [Array<Hash>] of gates that anybody may know of
    def self.advertised
      all.select { |gate| gate["advertised"] }.map { |gate| gate["told"] }
    end

    # @return [Array<Hash>] of gates that lead into one of these groups
    def self.into(group_ids)
      all.select { |gate| (gate["group_ids"] & group_ids).any? }
    end

    # @return [Array<Hash>] of gates that are there for newcomers
    def self.all
      cache[KEY] || (cache[KEY] = read)
    end

    def self.read
      Gate
        .where(enabled: true)
        .order(:name)
        .map do |gate|
          {
            "id" => gate.id,
            "advertised" => gate.advertised,
            "group_ids" => gate.group_ids,
            "categories" => categories(gate),
            "told" => told(gate),
          }
        end
    end
    private_class_method :read

    # Those that the group secures, for who is in it.
    def self.categories(gate)
      secured = ::CategoryGroup.where(group_id: gate.group_ids).select(:category_id)
      ::Category
        .where(id: secured, read_restricted: true)
        .order(:position, :id)
        .limit(20)
        .pluck(:id)
    end
    private_class_method :categories

    def self.told(gate)
      {
        "policy" => gate.policy,
        "label" => gate.label,
        "text" => gate.public_text,
        "url" => gate.path,
        "category_id" => gate.category_id,
        "parent_category_id" =>
          gate.category_id && ::Category.where(id: gate.category_id).pick(:parent_category_id),
      }
    end
    private_class_method :told
  end
end
