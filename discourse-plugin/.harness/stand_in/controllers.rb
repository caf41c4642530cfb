# A stand-in for Discourse, not Discourse: what every controller of the host has, and the constraints of its routes.
# frozen_string_literal: true

class CurrentUser
  def self.lookup_from_env(env)
    user = User.find_by(id: ActionDispatch::Request.new(env).session[:current_user_id])
    user if user&.active? && !user.suspended?
  end
end

class StaffConstraint
  def matches?(request)
    CurrentUser.lookup_from_env(request.env)&.staff? || false
  end
end

class AdminConstraint
  def initialize(_options = {})
  end

  def matches?(request)
    CurrentUser.lookup_from_env(request.env)&.admin? || false
  end
end

class ApplicationController < ActionController::Base
  class RenderEmpty < StandardError
  end

  class PluginDisabled < StandardError
  end

  helper ApplicationHelper
  protect_from_forgery
  around_action :with_resolved_locale
  before_action :redirect_to_login_if_required
  before_action :block_if_requires_login
  before_action :preload_json
  before_action :check_xhr

  rescue_from(RenderEmpty) { render html: "the application, for a browser", layout: false }
  rescue_from(Discourse::NotLoggedIn) { failed("not_logged_in", 403, error_type: "not_logged_in") }
  rescue_from(Discourse::InvalidParameters) { |e| failed(e.message, 400) }
  rescue_from(ActionController::ParameterMissing) { |e| failed(e.message, 400) }
  rescue_from(Discourse::NotFound, PluginDisabled, ActionController::RoutingError) do
    failed("not_found", 404)
  end
  rescue_from(Discourse::InvalidAccess) { failed("invalid_access", 403) }
  rescue_from(ActiveRecord::RecordInvalid) do |e|
    failed(e.record.errors.full_messages.join(", "), 422)
  end
  rescue_from(RateLimiter::LimitExceeded) do |e|
    failed(e.description, 429, error_type: "rate_limit")
  end

  class << self
    attr_reader :login_needed

    def requires_login(options = {})
      @login_needed = options
    end

    def requires_plugin(name)
      before_action do
        plugin = Discourse.plugins_by_name[name] or raise "Required plugin '#{name}' not found"
        raise PluginDisabled unless plugin.enabled?
      end
    end
  end

  def current_user
    return @current_user if defined?(@current_user)

    @current_user = CurrentUser.lookup_from_env(request.env)
  end
  helper_method :current_user

  def guardian
    @guardian ||= Guardian.new(current_user)
  end
  helper_method :guardian

  def is_api?
    false
  end

  def is_user_api?
    false
  end

  def path(path)
    "#{Discourse.base_path}#{path}"
  end

  def with_resolved_locale(check_current_user: true, &block)
    I18n.with_locale(
      (check_current_user && current_user&.effective_locale) || SiteSetting.default_locale,
      &block
    )
  end

  private

  def ensure_logged_in
    raise Discourse::NotLoggedIn unless current_user
  end

  def ensure_admin
    raise Discourse::InvalidAccess unless current_user&.admin?
  end

  def ensure_staff
    raise Discourse::InvalidAccess unless current_user&.staff?
  end

  def block_if_requires_login
    needed =
      self
        .class
        .ancestors
        .filter_map { |one| one.login_needed if one.respond_to?(:login_needed) }
        .first
    return if needed.nil? || Array(needed[:except]).include?(action_name.to_sym)
    return if needed[:only] && Array(needed[:only]).exclude?(action_name.to_sym)

    ensure_logged_in
  end

  def redirect_to_login_if_required
    return if current_user || !SiteSetting.login_required?
    if request.format.json? || request.xhr?
      return failed("not_logged_in", 403, error_type: "not_logged_in")
    end

    cookies[:destination_url] = request.original_url
    redirect_to path("/login")
  end

  def preload_json
  end

  def check_xhr
    raise RenderEmpty unless request.format&.json? || request.xhr?
  end

  def render_json_error(what, opts = {})
    messages = what.respond_to?(:errors) ? what.errors.full_messages : Array(what)
    render json: { errors: messages, error_type: opts[:type] }.compact, status: opts[:status] || 422
  end

  def success_json
    { success: "OK" }
  end

  def failed(message, status, more = {})
    if request.format&.json? || request.xhr?
      return render(json: { errors: [message], **more }, status: status)
    end

    render html: "#{status}: this page is not there", status: status, layout: false
  end
end

module Admin
  class AdminController < ApplicationController
    requires_login
    before_action :ensure_admin

    def index
      render body: nil
    end
  end

  class PluginsController < AdminController
  end
end

class SessionController < ApplicationController
  skip_before_action :check_xhr

  def become
    reset_session
    session[:current_user_id] = User.find_by_username(params[:username]).id
    render plain: "OK"
  end

  def destroy
    reset_session
    head :no_content
  end
end

class MissingController < ApplicationController
  skip_before_action :check_xhr

  def show
    raise Discourse::NotFound
  end
end

class UsersController < ApplicationController
  def preferences
    render body: nil
  end
end
