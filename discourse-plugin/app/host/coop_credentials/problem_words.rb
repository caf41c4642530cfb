# frozen_string_literal: true

module CoopCredentials
  # A problem as the browser gets it: its code and parameters, and the words in the reader's language.
  module ProblemWords
    def self.of(problem)
      scope = scope_of(problem)
      params = problem.params.transform_keys(&:to_sym).except(:scope, :default, :count, :locale)

      {
        **problem.params.transform_keys(&:to_s),
        **problem.members.transform_keys(&:to_s),
        **(problem.faults.empty? ? {} : { "problems" => problem.faults }),
        "code" => problem.code,
        "title" => I18n.t("#{scope}.title", default: "#{scope}.what".to_sym, **params),
        "status" => problem.http_status,
        "what" => I18n.t("#{scope}.what", **params),
        "next" => I18n.t("#{scope}.next", **params),
      }
    end

    # In words alone, for a code that a row keeps.
    def self.of_code(code)
      of(Problem.new(code)).slice("code", "what", "next")
    end

    def self.scope_of(problem)
      return "coop_credentials.site_problems.#{problem.code}" if problem.is_a?(SiteProblem)

      known = ProblemCodes::ALL.key?(problem.code)
      "coop_credentials.problems.#{known ? problem.code : "internal_error"}"
    end
    private_class_method :scope_of
  end
end
