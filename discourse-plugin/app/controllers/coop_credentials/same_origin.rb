# frozen_string_literal: true

module CoopCredentials
  # In the place of a CSRF token, which the element does not send: every browser sends `Origin` with a POST, no page
  # elsewhere can forge it or send JSON without asking, and the session's cookie is SameSite.
  module SameOrigin
    extend ActiveSupport::Concern

    included { before_action :check_origin }

    private

    def check_origin
      ours = Origin.of(Discourse.base_url)
      unless ours && Origin.of(request.headers["Origin"]) == ours
        raise Problem.new("origin_not_allowed")
      end

      # A form can be sent from anywhere; JSON only from here.
      raise Problem.new("content_type_unsupported") unless request.media_type == "application/json"
    end
  end
end
