# frozen_string_literal: true

# name: coop-credentials
# about: Lets members of recognised co-ops into a group, and out again when their membership ends.
# version: 0.1.0
# authors: Co-op Credentials

enabled_site_setting :coop_credentials_enabled

register_asset "stylesheets/coop-credentials.scss"
register_asset "stylesheets/coop-credentials-admin.scss"
register_svg_icon "id-card"

module ::CoopCredentials
  PLUGIN_NAME = "coop-credentials"
end

# Today's core has routes of its own for plugins' admin screens; on an older one they stand beside ours.
if method(:add_admin_route).arity == 2
  add_admin_route "coop_credentials.admin.title", "coop-credentials-admin"
else
  add_admin_route "coop_credentials.admin.title", "coop-credentials", use_new_show_route: true
end
register_site_setting_area("coop-credentials") if respond_to?(:register_site_setting_area)

# The connection may come from the environment instead: DISCOURSE_COOP_CREDENTIALS_URL and _KEY.
GlobalSetting.add_default(:coop_credentials_url, nil)
GlobalSetting.add_default(:coop_credentials_key, nil)

require_relative "lib/coop_credentials/engine"

after_initialize do
  CoopCredentials::Wiring.new(self).connect

  reloadable_patch do
    if defined?(Jobs::ExportUserArchive)
      CoopCredentials::ArchiveExport.register(Jobs::ExportUserArchive)
    end
  end
end
