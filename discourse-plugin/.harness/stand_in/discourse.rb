# A stand-in for Discourse, not Discourse: the module itself, its events, its errors and its redis.
# frozen_string_literal: true

module Discourse
  SYSTEM_USER_ID = -1

  class NotFound < StandardError
  end

  class NotLoggedIn < StandardError
  end

  class InvalidAccess < StandardError
  end

  class InvalidParameters < StandardError
  end

  class << self
    attr_accessor :redis

    def plugins
      @plugins ||= []
    end

    def plugins_by_name
      plugins.to_h { |plugin| [plugin.name, plugin] }
    end

    def base_url
      "http://#{current_hostname}#{base_path}"
    end

    def base_url_no_prefix
      "http://#{current_hostname}"
    end

    def base_path
      ""
    end

    def current_hostname
      "test.localhost"
    end

    def system_user
      User.find(SYSTEM_USER_ID)
    end

    def request_refresh!(user_ids: nil)
      MessageBus.publish("/refresh_client", "clobber", user_ids: user_ids)
    end

    def route_for(_path)
      nil
    end

    def warn_exception(error, message: nil, env: nil)
      Rails.logger.warn("#{message}: #{error.class} #{error.message}")
    end
  end
end

Discourse.redis = Redis.new(**REDIS_OPTIONS)

class DiscourseEvent
  def self.events
    @events ||= Hash.new { |hash, name| hash[name] = [] }
  end

  def self.on(name, &block)
    events[name] << block
  end

  def self.off(name, &block)
    events[name].delete(block)
  end

  def self.trigger(name, *args, **kwargs)
    events[name].each { |block| block.call(*args, **kwargs) }
  end
end

# SQL by hand, as the host's `DB`: MiniSql over the connection that ActiveRecord has.
class DB
  class << self
    %i[exec query query_single query_hash query_array build].each do |name|
      define_method(name) { |*args| connection.public_send(name, *args) }
    end

    def after_commit(&block)
      if ActiveRecord::Base.connection.open_transactions.positive? && !in_example?
        hook(&block)
      else
        block.call
      end
    end

    private

    # Each example runs in one transaction of its own.
    def in_example?
      ActiveRecord::Base.connection.open_transactions <= 1
    end

    def hook(&block)
      ActiveRecord::Base.connection.current_transaction.after_commit(&block)
    end

    def connection
      MiniSql::Connection.get(ActiveRecord::Base.connection.raw_connection)
    end
  end
end

class DiscoursePluginRegistry
  class << self
    def html_builders
      @html_builders ||= Hash.new { |hash, name| hash[name] = [] }
    end

    def build_html(name, context = nil)
      html_builders[name.to_sym].map { |block| block.call(context) }.join("\n")
    end
  end
end
