# frozen_string_literal: true

# The plugin's own migrations, as the host runs them.
module Migrations
  FOLDER = File.expand_path("../db/migrate", __dir__)

  class << self
    def up
      quietly { context.up }
    end

    def down
      quietly { context.down }
    end

    # @return [Hash] every column of the plugin's tables, and the indexes
    def schema
      db = ActiveRecord::Base.connection
      db.schema_cache.clear!
      tables = db.tables.select { |name| name.start_with?("coop_credentials_") }.sort
      tables.to_h do |name|
        [
          name,
          [
            db.columns(name).map { |one| [one.name, one.sql_type, one.null, one.default] },
            indexes(db, name),
          ],
        ]
      end
    end

    private

    def context
      ActiveRecord::MigrationContext.new(FOLDER)
    end

    def indexes(database, name)
      database.indexes(name).map { |one| [one.name, one.columns, one.unique, one.where] }.sort
    end

    def quietly(&block)
      ActiveRecord::Migration.suppress_messages(&block)
    end
  end
end
