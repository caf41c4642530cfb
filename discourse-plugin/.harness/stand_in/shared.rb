# A stand-in for Discourse, not Discourse: what processes share through Redis, and HTTP out.
# frozen_string_literal: true

class DistributedMutex
  def self.synchronize(key, redis: Discourse.redis, validity: 60)
    token = SecureRandom.hex
    sleep 0.01 until redis.set("mutex:#{key}", token, nx: true, ex: validity)
    yield
  ensure
    redis.del("mutex:#{key}") if token && redis.get("mutex:#{key}") == token
  end
end

# One process only: nobody else has to be told.
class DistributedCache < Hash
  def initialize(_key, manager: nil, namespace: true)
    super()
  end

  def [](name)
    super(name.to_s)
  end

  def []=(name, value)
    super(name.to_s, value)
  end

  def delete(name)
    super(name.to_s)
  end

  def defer_get_set(name, &block)
    self[name] ||= block.call
  end
end

class RateLimiter
  class LimitExceeded < StandardError
    attr_reader :available_in

    def initialize(available_in, _type = nil, _code = nil)
      @available_in = available_in
      super("too many")
    end

    def description
      "Please wait #{available_in} seconds."
    end
  end

  class << self
    attr_reader :disabled
    alias disabled? disabled

    def disable
      @disabled = true
    end

    def enable
      @disabled = false
    end

    def clear_all!
      Discourse.redis.keys("rate:*").each { |key| Discourse.redis.del(key) }
    end
  end

  def initialize(user, type, max, seconds, **_options)
    @key = "rate:#{user&.id}:#{type}"
    @max = max
    @seconds = seconds
  end

  def performed!(raise_error: true)
    return true if self.class.disabled?

    now = Time.now.to_i
    Discourse.redis.zremrangebyscore(@key, 0, now - @seconds)
    if Discourse.redis.zcard(@key) >= @max
      raise LimitExceeded, @seconds if raise_error
      return false
    end
    Discourse.redis.zadd(@key, now, SecureRandom.hex)
    Discourse.redis.expire(@key, @seconds * 2)
    true
  end
end

class FinalDestination
  module SSRFDetector
    class DisallowedIpError < SocketError
    end
  end

  # Refuses addresses of inside networks, unless `allowed_internal_hosts` names the host.
  class HTTP < Net::HTTP
    INSIDE =
      %w[127.0.0.0/8 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 169.254.0.0/16 ::1/128 fc00::/7].map do
        IPAddr.new(_1)
      end

    def connect
      names = SiteSetting.allowed_internal_hosts.to_s.split("|")
      return super if names.include?(address) || proxy?

      addresses =
        Addrinfo.getaddrinfo(address, port, nil, :STREAM).map { IPAddr.new(_1.ip_address) }
      outside = addresses.reject { |one| INSIDE.any? { |network| network.include?(one) } }
      if outside.empty?
        raise SSRFDetector::DisallowedIpError, "FinalDestination: all resolved IPs were disallowed"
      end

      self.ipaddr = outside.first.to_s
      super
    end
  end

  class FaradayAdapter < Faraday::Adapter::NetHttp
    def net_http_connection(env)
      HTTP.new(env[:url].hostname, env[:url].port, nil)
    end
  end
end
