# frozen_string_literal: true

module CoopCredentials
  # A badge that this plugin gave. Only these are taken back.
  class Award < ActiveRecord::Base
    self.table_name = "coop_credentials_awards"
  end
end
