# A stand-in for Discourse, not Discourse: jobs that wait until a spec runs them.
# frozen_string_literal: true

module Jobs
  class Base
    class << self
      def jobs
        @jobs ||= []
      end

      def sidekiq_options(_options)
      end

      def cluster_concurrency(_count)
      end

      def delayed_perform(args)
        new.perform(args)
      end
    end

    def perform(*args)
      execute((args.last || {}).with_indifferent_access)
    end
  end

  class Scheduled < Base
    class << self
      attr_reader :interval

      def every(interval = nil)
        interval ? @interval = interval : @interval
      end

      def daily(at: nil)
        @interval = 1.day
      end
    end
  end

  class Onceoff < Base
  end

  class << self
    # As the host's specs: on a queue that nobody works on, or at once.
    attr_accessor :immediately

    def run_immediately!
      self.immediately = true
    end

    def run_later!
      self.immediately = false
    end

    def enqueue(job, args = {})
      klass = job.is_a?(Class) ? job : "::Jobs::#{job.to_s.camelize}".constantize
      return klass.new.perform(args) if immediately

      klass.jobs << { "class" => klass.name, "args" => [JSON.parse(args.to_json)] }
    end

    def enqueue_in(seconds, job, args = {})
      klass = job.is_a?(Class) ? job : "::Jobs::#{job.to_s.camelize}".constantize
      klass.jobs << {
        "class" => klass.name,
        "args" => [JSON.parse(args.to_json)],
        "at" => (Time.zone.now + seconds).to_f,
      }
    end

    def enqueue_at(time, job, args = {})
      enqueue_in(time - Time.zone.now, job, args)
    end
  end
end
