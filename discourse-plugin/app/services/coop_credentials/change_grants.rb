# frozen_string_literal: true

module CoopCredentials
  # What changes at the service mean for the grants that were given for them.
  #
  # Several changes of one grant are folded before anybody is let in or out, so that reading old ones again moves nobody.
  module ChangeGrants
    CHUNK = 500

    # @param changes [Array<Array(String, String, String)>] verification, state, problem, in order
    # @return [Integer] how many grants are in another state than before
    def self.call(changes)
      by_id = changes.group_by(&:first)
      changed =
        by_id
          .keys
          .each_slice(CHUNK)
          .flat_map do |ids|
            Grant
              .where(verification_id: ids)
              .select { |grant| apply(grant, by_id[grant.verification_id]) }
          end

      settle(changed)
      changed.length
    end

    # Brings every grant into the state that the service tells; what it does not tell of, it has forgotten.
    # @param states [Hash{String => Array}] state and problem by verification
    # @param as_of [Time] grants given since then may be missing among the states
    def self.compare(states, as_of)
      changed = 0
      Grant
        .where(state: GrantStates::OPEN)
        .select(:id, :verification_id, :granted_at)
        .find_in_batches(batch_size: CHUNK) do |grants|
          changed +=
            call(
              grants.filter_map do |one|
                told = states[one.verification_id]
                told ||= ["forgotten", nil] if one.granted_at < as_of
                [one.verification_id, *told] if told
              end,
            )
        end
      changed
    end

    # What was read with the page may be old by now, such as by a bar: under its lock the row is folded once more.
    def self.apply(grant, changes)
      return false if fold(grant, changes) == [grant.state, grant.problem]

      Grant.transaction do
        grant.lock!
        state, problem = fold(grant, changes)
        if state == grant.state
          grant.update!(problem: problem)
          next false
        end

        EndGrant.call(grant, state: state, problem: problem)
      end
    rescue ActiveRecord::RecordNotFound
      false
    end
    private_class_method :apply

    # @return [Array(String, String)] state and problem
    def self.fold(grant, changes)
      changes.reduce([grant.state, grant.problem]) do |(state, problem), (_, to, why)|
        if GrantStates.may_become?(state, to)
          [to, (reason(why) unless to == GrantStates::LIVE)]
        elsif to == state && GrantStates::PAUSES.include?(to)
          [state, reason(why)]
        else
          [state, problem]
        end
      end
    end
    private_class_method :fold

    # A pause that the service itself told of is never taken for one that was only made because the service was away.
    def self.reason(why)
      why unless why == KeepGrace::PROBLEM
    end
    private_class_method :reason

    def self.settle(grants)
      return if grants.empty?

      SettleMany.call(grants.filter_map(&:user_id), gate_ids: grants.map(&:gate_id))
      TellMembers.taken_back(grants)
    end
    private_class_method :settle
  end
end
