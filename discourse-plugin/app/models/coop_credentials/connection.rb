# frozen_string_literal: true

module CoopCredentials
  # What pairing stored: one row. The key in it is sealed; see SecretBox.
  class Connection < ActiveRecord::Base
    self.table_name = "coop_credentials_connections"

    def self.current
      order(:id).first
    end
  end
end
