# frozen_string_literal: true

module CoopCredentials
  # Where a gate leads: the category that the admin chose, else the first one that its group secures, if the user can
  # see it.
  class Destination
    attr_reader :category

    # @return [Destination, nil]
    def self.of(gate, user)
      guardian = Guardian.new(user)
      category = candidates(gate).find { |one| guardian.can_see?(one) }
      category && new(category)
    end

    def self.candidates(gate)
      chosen = gate.category_id && ::Category.find_by(id: gate.category_id)
      return [chosen] if chosen

      secured = ::CategoryGroup.where(group_id: gate.group_ids).select(:category_id)
      ::Category.where(id: secured).order(:position, :id).limit(20).to_a
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
