# frozen_string_literal: true

module CoopCredentials
  # A fault that only this plugin knows, to somebody who runs the forum: the common table of codes has no row for it.
  # Its words are `coop_credentials.site_problems.<code>`.
  class SiteProblem < Problem
    attr_reader :members

    # @param members [Hash] what else the answer has, for the screen that asked
    def initialize(code, status:, params: {}, members: {})
      super(code, status: status, params: params)
      @members = members
    end
  end
end
