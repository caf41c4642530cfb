# frozen_string_literal: true

module CoopCredentials
  # Whose members some gates welcome: co-ops that the forum named itself, and federations' lists. Nothing in it says which
  # gate that is, or what is behind.
  class Welcomed
    MEMBERSHIP = "CoopMembershipCredential"
    MOST = 1000
    MOST_LISTS = 16
    Own = Struct.new(:id, :name, :reason)

    # @return [Array<Own>] by name
    attr_reader :coops
    # @return [Hash{String => Hash{String => String}}] by the list's name: whom no gate welcomes by it, with the reason
    attr_reader :lists

    # @param documents [Array<Hash>] policies
    def initialize(documents)
      own = {}
      @lists = {}
      requirements(documents).each do |issuers|
        denied = entries(issuers, "deny").to_h { |one| [one["id"], reason_of(one)] }
        entries(issuers, "allow").each do |one|
          own[one["id"]] ||= own_of(one) if !denied.key?(one["id"])
        end
        names(issuers).each { |list| @lists[list] = common(@lists[list], denied) }
      end
      @coops = own.values.compact.sort_by { |coop| coop.name.downcase }
    end

    def none?
      coops.empty? && lists.empty?
    end

    private

    # Whose memberships are asked for; other proofs are nobody's membership.
    def requirements(documents)
      documents.flat_map do |document|
        array(document, "accept")
          .flat_map { |alternative| array(alternative, "require") }
          .filter_map do |requirement|
            issuers = requirement["issuers"] if requirement.is_a?(Hash)
            issuers if issuers.is_a?(Hash) && requirement["type"] == MEMBERSHIP
          end
      end
    end

    def array(hash, name)
      hash.is_a?(Hash) && hash[name].is_a?(Array) ? hash[name] : []
    end

    def entries(issuers, name)
      array(issuers, name).first(MOST).select { |one| one.is_a?(Hash) && one["id"].is_a?(String) }
    end

    def names(issuers)
      array(issuers, "lists").grep(String).first(MOST_LISTS)
    end

    def common(before, denied)
      before ? before.slice(*denied.keys) : denied
    end

    def own_of(told)
      name = PlainText.line(told["name"], 200)
      Own.new(told["id"], name, reason_of(told)) if !name.empty?
    end

    def reason_of(told)
      PlainText.line(told["reason"], 300)
    end
  end
end
