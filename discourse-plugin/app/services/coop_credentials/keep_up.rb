# frozen_string_literal: true

module CoopCredentials
  # Every few minutes: what an earlier look left undone, what has run out, which needs no network, then the changes
  # feed. A step that fails is written to the log of the forum and keeps none of the others from happening.
  module KeepUp
    STEPS = [
      SettleStrays,
      ExpireGrants,
      FindRemovals,
      ReadChanges,
      TightenGates,
      KeepGrace,
      NoteLists,
      RemindMembers,
      DeliverOutbox,
      CleanUp,
    ].freeze

    def self.call
      STEPS.each do |step|
        step.call
      rescue Problem => e
        Rails.logger.warn("coop-credentials: #{step.name.demodulize}: #{e.message}")
      rescue StandardError => e
        Discourse.warn_exception(e, message: "coop-credentials: #{step.name.demodulize} failed")
      end
    end
  end
end
