# A stand-in for Discourse, not Discourse: what `plugin.rb` may call, and what a spec can find out of it.
# frozen_string_literal: true

module Plugin
  class Instance
    attr_reader :name,
                :path,
                :metadata,
                :assets,
                :admin_routes,
                :serialized,
                :icons,
                :problem_checks

    def self.load(path)
      new(path).tap(&:activate)
    end

    def initialize(path)
      @path = path
      @metadata =
        File.readlines(path).filter_map { |line| line.match(/\A# (\w+): (.+)$/)&.captures }.to_h
      @name = @metadata.fetch("name")
      @assets, @icons, @admin_routes, @problem_checks = [], [], [], []
      @serialized = {}
      @later = []
    end

    def activate
      SiteSetting.load_plugin(File.join(directory, "config/settings.yml"))
      instance_eval(File.read(path), path)
    end

    def finish
      @later.each { |block| instance_eval(&block) }
    end

    def directory
      File.dirname(path)
    end

    def enabled?
      @enabled_setting.nil? || SiteSetting.get(@enabled_setting)
    end

    def enabled_site_setting(name = nil)
      name ? @enabled_setting = name : @enabled_setting
    end

    def after_initialize(&block)
      @later << block
    end

    def on(event, &block)
      DiscourseEvent.on(event) { |*args, **kwargs| block.call(*args, **kwargs) if enabled? }
    end

    def register_asset(file, *options)
      raise "#{file} is not there" unless File.exist?(File.join(directory, "assets", file))

      @assets << [file, *options]
    end

    def register_svg_icon(name)
      @icons << name
    end

    def add_admin_route(label, location, opts = {})
      @admin_routes << { label: label, location: location, **opts }
    end

    def add_to_serializer(
      serializer,
      attribute,
      _old = nil,
      include_condition: nil,
      respect_plugin_enabled: true,
      &block
    )
      @serialized[[serializer, attribute]] = { block: block, condition: include_condition }
    end

    def register_html_builder(name, &block)
      DiscoursePluginRegistry.html_builders[name.to_sym] << ->(context) do
        block.call(context) if enabled?
      end
    end

    def add_model_callback(model, callback, options = {}, &block)
      model
        .to_s
        .classify
        .constantize
        .public_send(callback, **options) do
          instance_exec(&block) if Discourse.plugins_by_name["coop-credentials"].enabled?
        end
    end

    def add_to_class(class_name, method, &block)
      class_name.to_s.classify.constantize.define_method(method, &block)
    end

    def reloadable_patch(&block)
      block.call(self)
    end

    def register_problem_check(klass)
      @problem_checks << klass
    end

    def add_api_key_scope(*)
    end
  end
end
