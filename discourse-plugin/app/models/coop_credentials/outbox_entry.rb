# frozen_string_literal: true

module CoopCredentials
  # Something that the service still has to be told to forget, kept so that no outage loses it.
  class OutboxEntry < ActiveRecord::Base
    self.table_name = "coop_credentials_outbox"

    # For so long an entry is its deliverer's alone.
    LEASE = 1.minute

    # A newer word on the same matter takes the place of an older one.
    # @param paths [Hash{String => String}] what is to be deleted, by the matter
    def self.add(paths)
      return if paths.empty?

      now = Time.zone.now
      rows =
        paths.map do |dedup, path|
          { dedup: dedup, path: path, attempts: 0, next_at: now, created_at: now }
        end
      upsert_all(rows, unique_by: :dedup)
      Jobs.enqueue(Jobs::CoopCredentials::Deliver)
    end

    # Takes the entry that is due longest, so that nobody else delivers it meanwhile.
    def self.take
      now = Time.zone.now
      transaction do
        entry = where("next_at <= ?", now).order(:next_at, :id).lock("FOR UPDATE SKIP LOCKED").first
        entry&.update!(attempts: entry.attempts + 1, next_at: now + LEASE)
        entry
      end
    end
  end
end
