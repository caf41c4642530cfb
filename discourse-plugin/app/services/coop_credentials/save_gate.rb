# frozen_string_literal: true

module CoopCredentials
  # Saves a gate, here and at the service in step: the service first, because what it does not have opens nothing.
  class SaveGate
    TEXTS = { name: 200, public_label: 200 }.freeze
    LONGEST_PUBLIC_TEXT = 2000
    FIELDS = %i[
      group_id
      reply_group_id
      badge_id
      category_id
      flair
      advertised
      enabled
      on_second_account
    ].freeze

    # @param policy [String] the gate's short name
    # @param fields [Hash] columns by symbol
    # @param document [Hash] the policy
    # @param version [Integer, nil] of the policy that the admin looked at; nil for a new one
    def initialize(policy:, fields:, document:, version: nil, actor: nil, service: Service.api)
      @policy = policy
      @fields = fields
      @document = document
      @version = version
      @actor = actor
      @service = service
    end

    # @raise [Problem] when there is such a gate, here or at the service
    def add
      raise SiteProblem.new("gate_name_invalid", status: 422) unless PolicyId.valid?(@policy)
      raise SiteProblem.new("gate_exists", status: 409) if Gate.exists?(policy: @policy)

      save(Gate.new(policy: @policy))
    end

    # Pausing needs no service, and comes before whatever else was changed with it.
    # @raise [Problem] when it was changed elsewhere since it was looked at
    def change
      gate = Gate.find_by(policy: @policy) || raise(Problem.new("policy_unknown"))
      @version ||= gate.version
      paused = pause(gate)
      return gate if paused && unchanged?(gate)

      save(gate)
    rescue Problem => e
      raise if !paused || e.code == "gate_changed"
      raise SiteProblem.new("gate_only_paused", status: 503)
    end

    private

    # @return [Boolean] whether it takes nobody from now on, and did before
    def pause(gate)
      return false if @fields[:enabled] != false || !gate.enabled

      gate.update!(enabled: false)
      GateCache.clear
      Event.record!("gate_saved", gate: gate, actor: @actor, detail: gate.policy)
      true
    end

    def unchanged?(gate)
      gate.assign_attributes(assigned)
      same = !gate.changed? && gate.document == @document
      gate.restore_attributes
      same
    end

    def save(gate)
      before = { group_ids: gate.group_ids, badge_ids: [gate.badge_id].compact }
      gate.assign_attributes(assigned)
      GateRules.check(gate, @document)
      check_bars(gate)
      check_unchanged

      document = GateDocument.for(@document, ::Group.where(id: gate.group_ids))
      checked = @service.check_policy(document, I18n.locale.to_s.tr("_", "-"))
      unless checked[:valid]
        raise Problem.new("policy_invalid", status: 422, faults: checked[:problems])
      end

      stored = @service.put_policy(@policy, document)
      gate.update!(
        document: stored.document,
        version: stored.version,
        summary: checked[:summary].to_s,
        asks: checked[:asks],
      )
      Event.record!("gate_saved", gate: gate, actor: @actor, detail: gate.policy)
      settle(gate, before)
      gate
    end

    def assigned
      texts =
        TEXTS
          .slice(*@fields.keys)
          .to_h { |name, longest| [name, PlainText.line(@fields[name], longest)] }
      texts[:public_text] = PlainText.lines(
        @fields[:public_text],
        LONGEST_PUBLIC_TEXT,
      ) if @fields.key?(:public_text)
      { **@fields.slice(*FIELDS), **texts }
    end

    def check_unchanged
      current = at_service
      return if current.nil? || current.version == @version

      members = { "version" => current.version, "document" => current.document }
      raise SiteProblem.new(
              @version ? "gate_changed" : "gate_exists_there",
              status: 409,
              members: members,
            )
    end

    # Whom the team keeps out is known by a pseudonym that another `identify` does not give: with another account they
    # would come in.
    def check_bars(gate)
      return if gate.new_record? || !SecondAccount.other_pseudonyms?(gate.document, @document)

      count = Bars.at(gate).count
      if count > 0
        raise SiteProblem.new("gate_keeps_people_out", status: 409, params: { "count" => count })
      end
    end

    def at_service
      @service.policy(@policy)
    rescue Problem => e
      raise unless e.code == "policy_unknown"
    end

    # Who is in by this gate goes where it leads now, and out of where it led before.
    def settle(gate, before)
      GateCache.clear
      return if before[:group_ids].empty?

      SettleMany.call(
        Grant.live.where(gate_id: gate.id).pluck(:user_id),
        gate_ids: [gate.id],
        group_ids: before[:group_ids] - gate.group_ids,
        badge_ids: before[:badge_ids] - [gate.badge_id],
        notice: false,
      )
    end
  end
end
