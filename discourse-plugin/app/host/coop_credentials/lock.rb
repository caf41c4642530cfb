# frozen_string_literal: true

module CoopCredentials
  # One at a time, by a lock of PostgreSQL that ends with the transaction: whoever comes second sees what the first did.
  # A gate's lock is taken before those of users, and users' in the order of their ids.
  module Lock
    def self.on(kind, id)
      ActiveRecord::Base.transaction do
        ActiveRecord::Base.connection.execute(
          ActiveRecord::Base.sanitize_sql_array(
            ["SELECT pg_advisory_xact_lock(hashtext(?), ?)", "coop-credentials #{kind}", id],
          ),
        )
        yield
      end
    end
  end
end
