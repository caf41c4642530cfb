# frozen_string_literal: true

module CoopCredentials
  # Something answered, but not a service of ours: a web page, a redirect, another API. To members it is unreachable.
  class ForeignAnswer < Problem
    def initialize(status)
      super(
        "service_unreachable",
        status: 503,
        detail: "the answer is not one of a service of ours (status #{status})",
      )
    end
  end
end
