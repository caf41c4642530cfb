# frozen_string_literal: true

require "time"

module CoopCredentials
  # Reads what the service answered to `collect`. This forum judges no credential; it checks that the answer is for the
  # very request it opened, and what it grants.
  class Collected
    ID = /\A[\w.:-]{1,64}\z/
    TIME = /\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)\z/

    # What one verification says about a grant that may be made of it.
    Verification =
      Struct.new(
        :id,
        :holder,
        :policy_version,
        :until,
        :reason,
        :issuer,
        :issuer_name,
        keyword_init: true,
      )

    # @param answer [Hash] of the service
    # @param request [#request_id, #subject, #policy] the one that this forum opened
    # @return [Verification, Problem] what is granted, or why nothing is
    # @raise [Problem] when the answer is not for this request, or cannot be read
    def self.read(answer, request, now)
      new(answer, request, now).read
    end

    # Whether the answer is for that request, as every answer has to be.
    # @raise [Problem] when it is not
    def self.check_for(answer, request)
      return if answer["id"] == request.request_id && answer["subject"] == request.subject

      raise Problem.new(
              "internal_error",
              status: 502,
              detail: "the answer belongs to another request",
            )
    end

    def initialize(answer, request, now)
      @answer = answer
      @request = request
      @now = now
    end

    def read
      self.class.check_for(@answer, @request)
      return Problem.parse(hash(@answer["problem"]), 422) if @answer["state"] == "rejected"

      verification = @answer["verification"]
      if @answer["state"] != "accepted" || !verification.is_a?(Hash)
        unreadable("the answer has no verification")
      end
      if hash(verification["policy"])["id"] != @request.policy
        unreadable("the answer is for another policy")
      end

      # Accepted when it was answered; it may have ended before we came for it.
      verification["state"] == "live" ? granted(verification) : ended(verification["problem"])
    end

    private

    def granted(verification)
      ends = time(verification["grantUntil"])
      unreadable("the grant has no end in the future") if ends.nil? || ends <= @now

      credential = hash(Array(verification["credentials"]).first)
      issuer = hash(credential["issuer"])
      version = verification["policy"]["version"]

      Verification.new(
        id: id(verification["id"]),
        holder: id(verification["holder"]),
        policy_version: version.is_a?(Integer) ? version : 0,
        until: ends,
        reason: PlainText.line(credential["reason"] || issuer["name"], 500),
        issuer: PlainText.line(issuer["id"], 255),
        issuer_name: PlainText.line(issuer["name"], 300),
      )
    end

    def ended(problem)
      if Problem.code?(problem)
        Problem.parse(problem, 409)
      else
        Problem.new("verification_ended", status: 409)
      end
    end

    def id(value)
      if value.is_a?(String) && ID.match?(value)
        value
      else
        unreadable("an id of the answer is malformed")
      end
    end

    def time(value)
      Time.iso8601(value).utc if value.is_a?(String) && TIME.match?(value)
    rescue ArgumentError
      nil
    end

    def hash(value)
      value.is_a?(Hash) ? value : {}
    end

    def unreadable(detail)
      raise Problem.new("internal_error", status: 502, detail: detail)
    end
  end
end
