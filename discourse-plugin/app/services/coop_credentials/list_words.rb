# frozen_string_literal: true

module CoopCredentials
  # What is said of federations' lists and whom they name, in whole sentences of plain text.
  module ListWords
    # Why a co-op stands as it does; the evidence stands beside it, with its links.
    # @param coop [ListedCoop]
    def self.why(coop, federation)
      sentence =
        words("why.#{coop.state}", list: federation, date: day(coop.since), decision: coop.decision)
      return sentence if coop.state_reason.empty?

      words("why.because", sentence: sentence, reason: coop.state_reason.sub(/[.\s]+\z/, ""))
    end

    # How a co-op stands, in a word or two.
    def self.standing(state)
      words("standing.#{state}")
    end

    # How old a list is, to who runs the forum; nil while it is fresh.
    # @param list [ToldList]
    def self.age(list, now)
      state = list.state_at(now)
      return if state == "fresh"

      words(
        "age.#{state}",
        list: list.title,
        since: moment(list.fresh_until),
        until: moment(list.usable_until),
      )
    end

    # Decisions name days, so no zone moves one.
    def self.day(time)
      time ? ForumDay.of(time.utc) : ""
    end

    def self.moment(time)
      time ? "#{ForumDay.of(time.utc)} #{time.utc.strftime("%H:%M")} UTC" : ""
    end

    # Filled in by hand: what comes from outside may hold what means something to I18n.
    def self.words(key, **params)
      text = I18n.t("coop_credentials.lists.#{key}", default: "")
      text.gsub(/%\{(\w+)\}/) { params[$1.to_sym].to_s }
    end
  end
end
