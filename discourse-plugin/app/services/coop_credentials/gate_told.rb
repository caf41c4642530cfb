# frozen_string_literal: true

module CoopCredentials
  # A gate for the admin's screens.
  module GateTold
    COLUMNS = %w[
      id
      policy
      name
      group_id
      reply_group_id
      badge_id
      category_id
      flair
      advertised
      public_label
      public_text
      on_second_account
      document
      version
      summary
      asks
      enabled
    ].freeze

    def self.of(gate, live_count: Grant.live.where(gate_id: gate.id).count)
      {
        **gate.attributes.slice(*COLUMNS).symbolize_keys,
        url: gate.path,
        group_name: gate.group&.name,
        reply_group_name: gate.reply_group&.name,
        warnings: GateWarnings.of(gate.group) + GateWarnings.of(gate.reply_group),
        live_count: live_count,
      }
    end
  end
end
