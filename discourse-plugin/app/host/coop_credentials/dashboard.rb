# frozen_string_literal: true

module CoopCredentials
  # Hangs DashboardProblem on the admin's dashboard, in the way that this core has.
  module Dashboard
    def self.register(plugin)
      if plugin.respond_to?(:register_problem_check) && defined?(::ProblemCheck)
        plugin.register_problem_check(problem_check)
      elsif defined?(::AdminDashboardData) && ::AdminDashboardData.respond_to?(:add_problem_check)
        ::AdminDashboardData.add_problem_check { DashboardProblem.message }
      end
    end

    # Made only where core has the class it needs; core takes its name for an identifier.
    def self.problem_check
      if ::ProblemCheck.const_defined?(:CoopCredentials, false)
        return ::ProblemCheck::CoopCredentials
      end

      check =
        Class.new(::ProblemCheck) do
          self.priority = "high"

          def call
            DashboardProblem.key ? problem : no_problem
          end

          private

          def translation_key
            "coop_credentials.dashboard.#{DashboardProblem.key}"
          end
        end
      ::ProblemCheck.const_set(:CoopCredentials, check)
    end
    private_class_method :problem_check
  end
end
