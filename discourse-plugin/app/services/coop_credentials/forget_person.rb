# frozen_string_literal: true

module CoopCredentials
  # Everything about a person goes, here and at the service. That the team has told them to stay out of a gate remains,
  # under the pseudonym alone.
  module ForgetPerson
    def self.call(user)
      # Who had left by themselves is not barred for that; once the account is gone its log says nothing any more.
      SettleRemovals.call(user)
      grants = Grant.where(user_id: user.id).includes(:gate).to_a

      Grant.transaction do
        grants.map(&:holder).uniq.each { |holder| forget_there(holder, user, grants) }
        erase(user)
        take_out(user, grants) if ::User.exists?(id: user.id)
        Membership.where(user_id: user.id).delete_all
        Award.where(user_id: user.id).delete_all
        Event.forget_person(user.id)
        Event.record!("person_erased") if grants.any?
      end
    end

    def self.erase(user)
      Request.where(user_id: user.id).delete_all
      Grant.where(user_id: user.id).where.not(state: "barred").delete_all
      Grant.where(user_id: user.id).update_all(
        user_id: nil,
        issuer: "",
        issuer_name: "",
        reason: "",
        ended_by: nil,
        updated_at: Time.zone.now,
      )
      # That somebody of the team decided it stays known.
      Grant.where(ended_by: user.id).update_all(ended_by: Discourse.system_user.id)
    end
    private_class_method :erase

    # An account whose owner is gone is in no group by their membership.
    def self.take_out(user, grants)
      gates = grants.filter_map(&:gate).uniq
      SettleAccess.call(user, gates: gates) if gates.any?
    end
    private_class_method :take_out

    # Another account of the same person keeps what it has.
    def self.forget_there(holder, user, grants)
      shared = Grant.where(holder: holder).where.not(user_id: user.id).exists?
      return Forgetting.holder(holder) unless shared

      grants.each do |grant|
        Forgetting.verification(grant.verification_id) if grant.holder == holder
      end
    end
    private_class_method :forget_there
  end
end
