# A stand-in for Discourse, not Discourse: what its specs can say, and what is set back before each example.
# frozen_string_literal: true

module DiscourseEventTracking
  def trigger(name, *args, **kwargs)
    super
    @tracked&.push({ event_name: name, params: kwargs.empty? ? args : [*args, kwargs] })
  end

  def track_events(name = nil)
    @tracked = seen = []
    yield
    seen.select { |event| name.nil? || event[:event_name] == name }
  ensure
    @tracked = nil
  end

  def track(name, &block)
    track_events(name, &block).first
  end
end
DiscourseEvent.singleton_class.prepend(DiscourseEventTracking)

module MessageBusTracking
  def publish(channel, data, options = {})
    @tracked&.push(
      MessageBus::Message
        .new(-1, -1, channel, data)
        .tap { |one| one.user_ids = options[:user_ids] },
    )
    super
  end

  def track_publish(channel = nil)
    @tracked = seen = []
    yield
    seen.select { |message| channel.nil? || message.channel == channel }
  ensure
    @tracked = nil
  end
end
MessageBus.singleton_class.prepend(MessageBusTracking)

module HostWords
  def freeze_time(now = Time.now)
    time = now.is_a?(String) ? Time.zone.parse(now).to_time : now.to_time
    DateTime.stubs(:now).returns(time.to_datetime)
    Time.stubs(:now).returns(time)
    Date.stubs(:today).returns(time.to_date)
    return time unless block_given?

    begin
      yield
    ensure
      unfreeze_time
    end
  end

  def unfreeze_time
    [DateTime, Time].each { |one| one.unstub(:now) }
    Date.unstub(:today)
  end

  def stub_const(target, const, value)
    old = target.const_get(const)
    target.send(:remove_const, const)
    target.const_set(const, value)
    yield
  ensure
    target.send(:remove_const, const)
    target.const_set(const, old)
  end

  def global_setting(name, value)
    GlobalSetting.stubs(name).returns(value)
  end

  def track_sql_queries
    queries = []
    counter = ->(*, payload) do
      queries << payload[:sql] unless %w[SCHEMA TRANSACTION].include?(payload[:name])
    end
    ActiveSupport::Notifications.subscribed(counter, "sql.active_record") { yield }
    queries
  end

  def job_enqueued?(job:, args: {}, at: nil)
    klass = job.is_a?(Class) ? job : "::Jobs::#{job.to_s.camelize}".constantize
    wanted = JSON.parse(args.to_json)
    klass.jobs.any? { |one| wanted <= one["args"].first && (at.nil? || one["at"].to_i == at.to_i) }
  end

  def expect_enqueued_with(job:, args: {}, at: nil)
    klass = job.is_a?(Class) ? job : "::Jobs::#{job.to_s.camelize}".constantize
    klass.jobs.clear
    yield
    expect(job_enqueued?(job: job, args: args, at: at)).to eq(true),
    "#{job} was not enqueued with #{args}: #{klass.jobs}"
  end

  def expect_not_enqueued_with(job:, args: {})
    klass = job.is_a?(Class) ? job : "::Jobs::#{job.to_s.camelize}".constantize
    klass.jobs.clear
    yield
    expect(job_enqueued?(job: job, args: args)).to eq(false)
  end
end

module HostRequestWords
  def sign_in(user)
    get "/session/#{user.encoded_username}/become"
    user
  end

  def sign_out
    delete "/session"
  end
end

module FabBang
  def fab!(name, **_options, &block)
    let!(name, &(block || proc { Fabricate(name) }))
  end
end

RSpec.configure do |config|
  config.mock_with :mocha
  config.extend FabBang
  config.include HostWords
  config.include HostRequestWords, type: :request
  config.use_transactional_fixtures = true
  config.infer_spec_type_from_file_location!
  config.order = "random"
  config.backtrace_exclusion_patterns << %r{/\.gems/}
  config.before(:suite) { WebMock.disable_net_connect!(allow_localhost: true) }
  config.before(:each, type: :request) { host! "test.localhost" }
  # Named in the run's list of what was skipped; a whole Discourse runs them.
  config.before do |example|
    (why = example.metadata[:whole_host]) && skip("needs a whole Discourse (#{why})")
  end
  config.before do
    RateLimiter.disable
    SiteSetting.setup
    Jobs.run_later!
    Jobs::Base.descendants.each { |job| job.jobs.clear }
    I18n.locale = :en
    Discourse.redis.flushdb
    [SystemMessage.sent, StaffActionLogger.logged].each(&:clear)
  end
end
