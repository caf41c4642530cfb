# frozen_string_literal: true

module CoopCredentials
  # A policy as the service keeps it.
  class StoredPolicy
    attr_reader :version, :document

    # @raise [ForeignAnswer] when it is not what a service of ours says
    def self.read(answer)
      version, document = answer.values_at("version", "policy")
      raise ForeignAnswer.new(200) unless version.is_a?(Integer) && document.is_a?(Hash)

      new(version, document)
    end

    def initialize(version, document)
      @version = version
      @document = document
    end
  end
end
