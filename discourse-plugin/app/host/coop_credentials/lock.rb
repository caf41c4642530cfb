# frozen_string_literal: true

module CoopCredentials
  # One at a time, by a lock of PostgreSQL that ends with the transaction: whoever comes second sees what the first did.
  # Gates' locks are taken before those of users, and either in the order of their ids.
  module Lock
    def self.on(kind, id)
      ActiveRecord::Base.transaction do
        take("pg_advisory_xact_lock", kind, id)
        yield
      end
    end

    # Several at once, in the one order that all take them in.
    def self.on_all(kind, ids)
      ActiveRecord::Base.transaction do
        ids.sort.each { |id| take("pg_advisory_xact_lock", kind, id) }
        yield
      end
    end

    # Beside others who take it so, but beside none who has it by `on`; until the transaction around it ends.
    def self.shared(kind, id)
      take("pg_advisory_xact_lock_shared", kind, id)
    end

    def self.take(function, kind, id)
      ActiveRecord::Base.connection.execute(
        ActiveRecord::Base.sanitize_sql_array(
          ["SELECT #{function}(hashtext(?), ?)", "coop-credentials #{kind}", id],
        ),
      )
    end
    private_class_method :take
  end
end
