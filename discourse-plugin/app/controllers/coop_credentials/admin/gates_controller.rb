# frozen_string_literal: true

module CoopCredentials
  module Admin
    # The gates of this forum.
    class GatesController < BaseController
      FLAGS = %w[flair advertised enabled].freeze
      IDS = %w[group_id reply_group_id badge_id category_id].freeze
      TEXTS = %w[name public_label public_text on_second_account].freeze

      def index
        gates = Gate.includes(:group, :reply_group).order(:name, :policy).to_a
        live = Grant.live.where(gate_id: gates.map(&:id)).group(:gate_id).count
        render json: {
                 gates: gates.map { |gate| GateTold.of(gate, live_count: live.fetch(gate.id, 0)) },
               }
      end

      def show
        gate, changed = LookAtGate.call(find_gate)
        render json: GateTold.of(gate).merge(changed_elsewhere: changed)
      end

      def create
        render json: GateTold.of(saving(json["policy"].to_s).add), status: :created
      end

      def update
        render json: GateTold.of(saving(params[:policy]).change)
      end

      def destroy
        DeleteGate.call(find_gate, actor: current_user)
        head :no_content
      end

      # What a policy means, and what is wrong with it, before it is stored.
      def check
        group = ::Group.find_by(id: json["group_id"])
        document = GateDocument.for(json["document"], [group])
        said = Service.api.check_policy(document, I18n.locale.to_s.tr("_", "-"))
        render json: { **said, document: document, warnings: GateWarnings.of(group) }
      end

      private

      def saving(policy)
        document = json["document"].is_a?(Hash) ? json["document"] : {}
        version = json["version"].presence&.to_i
        SaveGate.new(
          policy: policy,
          fields: fields,
          document: document,
          version: version,
          actor: current_user,
        )
      end

      def fields
        given = json.slice(*FLAGS, *IDS, *TEXTS)
        given.to_h do |name, value|
          value = ActiveModel::Type::Boolean.new.cast(value) || false if FLAGS.include?(name)
          value = value.presence&.to_i if IDS.include?(name)
          value = value.to_s if TEXTS.include?(name)
          [name.to_sym, value]
        end
      end
    end
  end
end
