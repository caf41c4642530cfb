# frozen_string_literal: true

module CoopCredentials
  # Takes what waits in the outbox to the service, until nothing is due, the time is up or the service is away.
  module DeliverOutbox
    SECONDS = 30

    # @return [Integer] how many entries were answered for good
    def self.call(service: Service.api)
      stop_at = Process.clock_gettime(Process::CLOCK_MONOTONIC) + SECONDS
      answered = 0

      while Process.clock_gettime(Process::CLOCK_MONOTONIC) < stop_at && (entry = OutboxEntry.take)
        problem = hand_over(service, entry)
        answered += 1 if problem.nil? || DeliveryRule.final?(problem)
        break if problem && DeliveryRule.concerns_all?(problem)
      end

      answered
    end

    # @return [Problem, nil] why it was not done
    def self.hand_over(service, entry)
      service.request("DELETE", entry.path)
      entry.destroy!
      nil
    rescue Problem => e
      if DeliveryRule.final?(e)
        # Such as what is gone there already.
        entry.destroy!
      else
        entry.update!(
          last_problem: e.code,
          next_at: DeliveryRule.delay(entry.attempts).seconds.from_now,
        )
      end
      e
    end
    private_class_method :hand_over
  end
end
