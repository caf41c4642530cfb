# frozen_string_literal: true

module CoopCredentials
  # Where a gate leads: the category that the admin chose, else the first one that its group secures, if the user can
  # see it.
  class Destination
    attr_reader :category

    MOST_CATEGORIES = 20

    # @return [Destination, nil]
    def self.of(gate, user)
      of_all([gate], user)[gate.id]
    end

    # By as many queries for one gate as for many.
    # @return [Hash{Integer => Destination}] by the gate's id; none where the user can see nothing of it
    def self.of_all(gates, user)
      guardian = Guardian.new(user)
      candidates(gates)
        .transform_values { |all| all.find { |one| guardian.can_see?(one) } }
        .compact
        .transform_values { |category| new(category) }
    end

    # @return [Hash{Integer => Array<Category>}] by the gate's id
    def self.candidates(gates)
      secured =
        ::CategoryGroup
          .where(group_id: gates.flat_map(&:group_ids))
          .pluck(:group_id, :category_id)
          .group_by(&:first)
          .transform_values { |pairs| pairs.map(&:last) }
      categories =
        ::Category
          .where(id: gates.filter_map(&:category_id) | secured.values.flatten)
          .includes(:parent_category)
          .order(:position, :id)
          .to_a

      gates.to_h do |gate|
        chosen = categories.find { |one| one.id == gate.category_id }
        ids = secured.values_at(*gate.group_ids).compact.flatten
        others = categories.select { |one| ids.include?(one.id) }.first(MOST_CATEGORIES)
        [gate.id, chosen ? [chosen] : others]
      end
    end
    private_class_method :candidates

    def initialize(category)
      @category = category
    end

    def path
      category.url
    end
  end
end
