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
            "category_id" => gate.category_id,
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

    # What anybody may read. That a secured category is there is told to nobody who is not in it.
    def self.told(gate)
      category = gate.category_id && ::Category.find_by(id: gate.category_id)
      parent = category&.parent_category_id && ::Category.find_by(id: category.parent_category_id)
      {
        "policy" => gate.policy,
        "label" => gate.label,
        "text" => gate.public_text,
        "url" => gate.path,
        "category_id" => public_id(category),
        "parent_category_id" => public_id(parent),
      }
    end
    private_class_method :told

    def self.public_id(category)
      category.id if category && !category.read_restricted
    end
    private_class_method :public_id
  end
end
