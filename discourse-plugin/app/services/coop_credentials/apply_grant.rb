# frozen_string_literal: true

module CoopCredentials
  # Turns an accepted verification into a grant of the gate, and a place in its group.
  #
  # Safe to call twice for the same verification: the second call changes nothing. One at a time for each gate, so that
  # two accounts that show one membership in the same moment are seen.
  class ApplyGrant
    # @param request [Request] the one that was opened for this user, in this session
    # @param verification [Collected::Verification]
    def initialize(request:, user:, verification:)
      @gate = request.gate
      @request = request
      @user = user
      @verification = verification
    end

    # @return [Grant]
    # @raise [Problem] `holder_barred`, `membership_in_use`, `verification_ended`, `sign_in_needed`
    def call
      SettleRemovals.call(@user)
      grant =
        Lock.on("gate", @gate.id) do
          check_now
          known = Grant.find_by(verification_id: @verification.id)
          known ? check_known(known) : admit
        end

      Board.tell(@user, Standing.of(@gate, @user))
      grant
    end

    private

    # Whether the two are as they were when the request was opened is asked now, under the lock.
    def check_now
      @gate = Gate.find_by(id: @gate.id)
      raise Problem.new("policy_unknown") unless @gate&.enabled

      @user = ::User.find_by(id: @user.id)
      raise Problem.new("sign_in_needed") if @user.nil?

      may_enter = @request.user_id == @user.id && @user.active && !@user.staged && !@user.suspended?
      raise Problem.new("sign_in_needed") unless may_enter
    end

    def check_known(grant)
      return grant if grant.user_id == @user.id && grant.gate_id == @gate.id && grant.live?

      raise Problem.new(
              grant.state == "barred" ? "holder_barred" : "verification_ended",
              status: 409,
            )
    end

    def admit
      raise Problem.new("holder_barred") if Bars.any?(@gate, @user, @verification.holder)

      check_device
      check_feed
      displaced = make_room
      grant = create
      Event.record!("granted", grant: grant, detail: grant.reason)
      SettleAccess.call(@user, gates: [@gate])
      displaced.each do |user|
        SettleAccess.call(user, gates: [@gate])
        Board.tell(user, Standing.of(@gate, user))
      end
      grant
    end

    # The group has got rights of the forum's team since the request was opened, when a code could still be scanned.
    def check_device
      return if !StaffRights.of_gate?(@gate)

      least = [@gate.version, @gate.tight_since].max
      old = TightenGate.needed?(@gate) || @verification.policy_version < least
      raise Problem.new("request_expired") if old
    end

    # It held when the result was fetched; the feed may have been faster than we are.
    def check_feed
      told = EarlyChange.against(@verification.id)
      raise Problem.new(GrantStates.code(told.state, told.problem), status: 409) if told
    end

    # @return [Array<User>] accounts whose place this one takes
    def make_room
      return [] if @gate.on_second_account == "allow"

      others =
        Grant
          .open
          .where(gate: @gate, holder: @verification.holder)
          .where.not(user_id: @user.id)
          .includes(:user)
      return [] if others.empty?

      raise Problem.new("membership_in_use") if @gate.on_second_account == "block"

      others.each { |grant| move(grant) }
      others.filter_map(&:user).uniq
    end

    # Whoever was taken out in this moment is barred, and so is the person.
    def move(grant)
      moved = EndGrant.call(grant, state: "moved", from: GrantStates::OPEN)
      raise Problem.new("holder_barred") if !moved && grant.state == "barred"
    end

    def create
      Grant.create!(
        gate: @gate,
        user: @user,
        verification_id: @verification.id,
        policy_version: @verification.policy_version,
        holder: @verification.holder,
        issuer: @verification.issuer,
        issuer_name: @verification.issuer_name,
        reason: @verification.reason,
        granted_at: Time.zone.now,
        expires_at: @verification.until,
      )
    end
  end
end
