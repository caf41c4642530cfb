# frozen_string_literal: true

module CoopCredentials
  # One more file in the archive that a member can download of themselves.
  module ArchiveExport
    NAME = "coop_credentials"
    HEAD = %w[
      gate
      label
      pseudonym
      issuer
      issuer_name
      reason
      state
      problem
      since
      until
      ended_at
    ].freeze

    # Core has no hook for it; it reads its list of components when it runs.
    def self.register(job)
      return if job < self
      job.prepend(self)
      list = job::COMPONENTS
      return if list.include?(NAME)
      list.frozen? ? job.const_set(:COMPONENTS, [*list, NAME].freeze) : list << NAME
    end

    def coop_credentials_export
      return enum_for(:coop_credentials_export) unless block_given?

      Grant
        .where(user_id: @current_user.id)
        .includes(:gate)
        .order(:id)
        .each { |grant| yield ExportPerson.told(grant).stringify_keys.values_at(*HEAD) }
    end

    def include_coop_credentials?
      Grant.where(user_id: @current_user.id).exists?
    end

    # Core makes the first line of each file by the component's name.
    def get_header(entity)
      entity == NAME ? HEAD : super
    end
  end
end
