# frozen_string_literal: true

module CoopCredentials
  # A page of whom a federation's list names, and how the list itself is.
  class ListedPage
    MOST = 500

    attr_reader :list, :coops, :total

    # @param answer [Hash] the service's, of one list
    # @raise [ForeignAnswer] when it is not what a service of ours says
    def initialize(answer)
      if !answer.is_a?(Hash) || !answer["lists"].is_a?(Array) || !answer["issuers"].is_a?(Array)
        raise ForeignAnswer.new(200)
      end

      @list = ToldList.parse(answer["lists"].first)
      @coops = answer["issuers"].first(MOST).filter_map { |told| ListedCoop.parse(told) }
      @total = answer["total"].is_a?(Integer) ? [answer["total"], 0].max : 0
    end
  end
end
