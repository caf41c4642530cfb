# frozen_string_literal: true

module CoopCredentials
  # Tells the open pages of a member what has become of a gate of theirs.
  module Board
    CHANNEL = "/co-op-credentials/gates"

    # @param standing [Standing]
    def self.tell(user, standing)
      DB.after_commit { publish(user, standing) }
    end

    def self.publish(user, standing)
      told = I18n.with_locale(user.effective_locale) { standing.to_h }
      MessageBus.publish(
        CHANNEL,
        { policy: standing.gate.policy, **told }.as_json,
        user_ids: [user.id],
      )
    end
    private_class_method :publish
  end
end
