# frozen_string_literal: true

module CoopCredentials
  # What went wrong, by a code of the one table `core/problems.json`. Its words are looked up where it is shown.
  class Problem < StandardError
    CODE = /\A[a-z0-9_]{1,64}\z/
    MOST_FAULTS = 50
    KNOWN = %w[code type title status detail instance retryable params problems].freeze

    attr_reader :code, :params, :faults

    # @param params [Hash] values for the names in braces of the code's words
    # @param faults [Array<Hash>] every fault of what was sent: `path` and `message`
    def initialize(code, status: nil, params: {}, detail: nil, faults: [])
      @code = code
      @status = status
      @params = params
      @faults = faults
      super(detail ? "#{code}: #{detail}" : code)
    end

    # Reads a problem from JSON of the service (RFC 9457). Only plain parameters are taken over.
    def self.parse(body, status)
      unless code?(body)
        return(
          new(
            "internal_error",
            status: 502,
            detail: "the service answered #{status} without a code",
          )
        )
      end

      told = body["params"].is_a?(Hash) ? body["params"] : body.except(*KNOWN)
      told = told.select { |name, value| name.is_a?(String) && plain?(value) }
      own = body["status"].is_a?(Integer) ? body["status"] : status

      new(body["code"], status: own, params: told, faults: faults_of(body["problems"]))
    end

    # Whether a body is a problem that we or a later service would write.
    def self.code?(body)
      body.is_a?(Hash) && body["code"].is_a?(String) && CODE.match?(body["code"])
    end

    def self.faults_of(problems)
      Array(problems.is_a?(Array) ? problems.first(MOST_FAULTS) : nil).filter_map do |fault|
        unless fault.is_a?(Hash) && fault["path"].is_a?(String) && fault["message"].is_a?(String)
          next
        end

        { "path" => fault["path"], "message" => fault["message"] }
      end
    end

    def self.plain?(value)
      value.is_a?(String) || value.is_a?(Integer) || value.is_a?(Float)
    end
    private_class_method :faults_of, :plain?

    # The status of our answer: the one it came with, else the table's.
    def http_status
      status = @status || ProblemCodes::ALL.dig(code, :status) || 500
      status.between?(400, 599) ? status : 500
    end

    # To be kept in a row, and read again by `parse`.
    def to_stored
      { "code" => code, **params }
    end

    # Members of the answer beside code and words.
    def members
      {}
    end
  end
end
