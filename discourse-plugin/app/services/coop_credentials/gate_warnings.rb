# frozen_string_literal: true

module CoopCredentials
  # What an admin should know about a gate's group: other doors into it, and rights that go with it. Not faults.
  module GateWarnings
    # @return [Array<Hash>] `id`, `what`, `next`
    def self.of(group)
      return [] if group.nil?

      ids = doors(group)
      ids << "staff_rights" if StaffRights.any?(group)
      ids.map do |id|
        words = { group: group.name }
        scope = "coop_credentials.gate_warnings.#{id}"
        { id: id, what: I18n.t("#{scope}.what", **words), next: I18n.t("#{scope}.next", **words) }
      end
    end

    def self.doors(group)
      doors = []
      doors << "public_admission" if group.public_admission
      doors << "membership_requests" if group.allow_membership_requests
      doors << "email_domains" if group.automatic_membership_email_domains.present?
      doors << "associated_groups" if group.try(:associated_groups)&.any?
      doors
    end
    private_class_method :doors
  end
end
