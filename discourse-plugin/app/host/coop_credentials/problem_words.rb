# frozen_string_literal: true

module CoopCredentials
  # A problem as the browser gets it: its code and parameters, and the words in the reader's language.
  module ProblemWords
    def self.of(problem)
      params = problem.params.transform_keys(&:to_s)
      what = words(problem, "what", params)

      {
        **params,
        **problem.members.transform_keys(&:to_s),
        **(problem.faults.empty? ? {} : { "problems" => problem.faults }),
        "code" => problem.code,
        "title" => words(problem, "title", params) || what,
        "status" => problem.http_status,
        "what" => what,
        "next" => words(problem, "next", params),
      }
    end

    # In words alone, for a code that a row keeps.
    def self.of_code(code)
      of(Problem.new(code)).slice("code", "what", "next")
    end

    # Filled in by hand: what comes from outside may lack a name, or have one that means something to I18n.
    def self.words(problem, part, params)
      text = I18n.t("#{scope_of(problem)}.#{part}", default: "")
      if text.scan(/%\{(\w+)\}/).flatten.any? { |name| params[name].blank? }
        text =
          I18n.t("coop_credentials.element.withoutDetails.#{problem.code}.#{part}", default: text)
      end
      text.presence&.gsub(/%\{(\w+)\}/) { params[$1].to_s }
    end

    def self.scope_of(problem)
      return "coop_credentials.site_problems.#{problem.code}" if problem.is_a?(SiteProblem)

      known = ProblemCodes::ALL.key?(problem.code)
      "coop_credentials.problems.#{known ? problem.code : "internal_error"}"
    end
    private_class_method :words, :scope_of
  end
end
