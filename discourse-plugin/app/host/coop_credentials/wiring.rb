# frozen_string_literal: true

module CoopCredentials
  # Everything of Discourse that this plugin hangs on. Calls that came after December 2023 are looked for first.
  class Wiring
    def initialize(plugin)
      @plugin = plugin
    end

    # A response code is half of what collects a result; a pairing code is worth a key.
    NOT_LOGGED = /\A(responseCode|response_code|code)\z/

    def connect
      keep_out_of_log
      follow_people
      follow_groups
      tell_pages
      Dashboard.register(@plugin)
    end

    private

    def keep_out_of_log
      filters = Rails.application.config.filter_parameters
      filters << NOT_LOGGED if filters.exclude?(NOT_LOGGED)
    end

    # `on` of the plugin would be deaf while it is switched off.
    # rubocop:disable Discourse/Plugins/UsePluginInstanceOn

    # What a person is owed does not depend on whether the plugin is switched on.
    def follow_people
      DiscourseEvent.on(:user_destroyed) { |user, *| ForgetPerson.call(user) }
      DiscourseEvent.on(:user_anonymized) { |user:, **| ForgetPerson.call(user) }
      DiscourseEvent.on(:merging_users) { |source, target, *| MovePerson.call(source, target) }
    end

    # A place that somebody took or gave while it was switched off counts too.
    def follow_groups
      DiscourseEvent.on(:user_removed_from_group) { |user, group, *| NoteRemoval.call(user, group) }
      DiscourseEvent.on(:group_destroyed) { |group, *| NoteGroupGone.call(group) }
      DiscourseEvent.on(:group_updated) { |*| GateCache.clear }
      DiscourseEvent.on(:category_updated) { |*| GateCache.clear }
    end
    # rubocop:enable Discourse/Plugins/UsePluginInstanceOn

    def tell_pages
      @plugin.add_to_serializer(:site, :coop_credentials_gates) { GateCache.advertised }
      @plugin.add_to_serializer(:current_user, :coop_credentials_gates) do
        GatesOfUser.call(object, group_ids: object.belonging_to_group_ids)
      end
      @plugin.register_html_builder("server:not-found-before-topics") { NotFoundNote.html }
    end
  end
end
