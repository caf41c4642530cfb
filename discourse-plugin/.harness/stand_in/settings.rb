# A stand-in for Discourse, not Discourse: settings, those of the plugin from its own file.
# frozen_string_literal: true

class GlobalSetting
  def self.add_default(name, value)
    defaults[name] = value
    define_singleton_method(name) { ENV["DISCOURSE_#{name.to_s.upcase}"] || defaults[name] }
  end

  def self.defaults
    @defaults ||= {}
  end

  add_default(:cdn_url, nil)
  add_default(:relative_url_root, nil)
end

class SiteSetting
  HOST = {
    title: "Discourse",
    allow_user_locale: false,
    default_locale: "en",
    allowed_internal_hosts: "",
    login_required: false,
    contact_email: "",
    contact_url: "",
    site_contact_username: "",
    enable_badges: true,
    invite_only: false,
    force_https: false,
    tos_url: "",
    privacy_policy_url: "",
    site_favicon_url: "",
  }.freeze

  class << self
    def load_plugin(file)
      areas = File.exist?(file) ? YAML.load_file(file) : {}
      areas.each_value do |settings|
        settings.each { |name, given| add(name, given.is_a?(Hash) ? given["default"] : given) }
      end
    end

    def add(name, default)
      defaults[name.to_sym] = default
      define_singleton_method(name) { changed.fetch(name.to_sym, default) }
      define_singleton_method("#{name}?") { public_send(name) ? true : false }
      define_singleton_method("#{name}=") { |value| set(name, value) }
    end

    def set(name, value)
      old = public_send(name)
      changed[name.to_sym] = value
      DiscourseEvent.trigger(:site_setting_changed, name.to_sym, old, value)
    end

    def get(name)
      public_send(name)
    end

    def defaults
      @defaults ||= {}
    end

    def changed
      @changed ||= {}
    end

    def setup
      changed.clear
    end

    def has_setting?(name)
      defaults.key?(name.to_sym)
    end
  end

  HOST.each { |name, default| add(name, default) }
end
