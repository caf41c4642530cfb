# frozen_string_literal: true

module CoopCredentials
  # What the feed told of a verification before its grant was stored: a change may come while the member's own request
  # is still under way. Kept, so that the feed need not wait; whoever stores the grant looks here first.
  class EarlyChange < ActiveRecord::Base
    self.table_name = "coop_credentials_early_changes"

    # Whoever stores a grant does so in less; what is older is of what was never stored here, or is gone.
    KEPT = 1.day

    # @param changes [Array<ChangesPage::Change>] in order
    def self.keep(changes)
      # What nobody can tell the time of may be of now.
      recent = changes.select { |change| change.at.nil? || change.at > KEPT.ago }
      return if recent.empty?

      unknown = recent.group_by(&:verification_id)
      known = Grant.where(verification_id: unknown.keys).pluck(:verification_id)
      unknown.except!(*known)
      return if unknown.empty?

      # Nobody stores a grant meanwhile: either they see this, or the grant is there when the change is applied.
      Lock.on("early", 0) { unknown.each { |id, told| fold(id, told) } }
    end

    # To be called where the grant is stored, in the same transaction and before it.
    # @return [EarlyChange, nil] what was told of it, where it does not hold
    def self.against(verification_id)
      Lock.shared("early", 0)
      where(verification_id: verification_id).where.not(state: GrantStates::LIVE).first
    end

    def self.remove_old
      where("heard_at < ?", KEPT.ago).limit(5000).delete_all
    end

    def self.fold(verification_id, told)
      one = find_or_initialize_by(verification_id: verification_id)
      one.state ||= GrantStates::LIVE
      told.each do |change|
        next if !GrantStates.may_become?(one.state, change.state)
        one.assign_attributes(state: change.state, problem: change.problem)
      end
      one.update!(heard_at: Time.zone.now)
    end
    private_class_method :fold
  end
end
