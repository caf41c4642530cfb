# frozen_string_literal: true

# What the service says of a federation's list, as its OpenAPI description has it.
module ToldLists
  SCRIPT = %("><script>alert(1)</script><img src=x onerror=alert(2)>%{list}).freeze

  def told_list(**changes)
    {
      name: "autumn",
      url: "https://autumn.example/recognition",
      anchor: "uEi",
      title: "Autumn Federation",
      state: "fresh",
      sequence: 3,
      freshUntil: (Time.now + 3600).utc.iso8601,
      usableUntil: (Time.now + (6 * 86_400)).utc.iso8601,
      active: 214,
      **changes,
    }
  end

  def told_coop(**changes)
    {
      list: "autumn",
      id: "did:web:harvest.example",
      name: "Harvest Co-op",
      url: "https://www.harvest.example/",
      logo: "https://harvest.example/logo.png",
      types: ["CoopMembershipCredential"],
      state: "active",
      validFrom: "2026-03-01T00:00:00Z",
      reason:
        "Recognised by Autumn Federation since 2026-03-01, decision 14, evidence: harvest.coop.",
      evidence: [
        { name: "harvest.coop", url: "https://harvest.coop/" },
        { name: "register 12345" },
      ],
      decision: {
        id: "14",
        date: "2026-02-20",
        body: "the board",
        minutes: "https://autumn.example/minutes/14",
      },
      **changes,
    }
  end

  # Every text that a list may bring, as somebody hostile would write it.
  def hostile_coop
    told_coop(
      name: "Harvest #{SCRIPT}",
      legalName: "Legal #{SCRIPT}",
      url: "javascript:alert(1)",
      stateReason: "Reason #{SCRIPT}",
      evidence: [
        { name: "Evidence #{SCRIPT}", url: %(https://x.example/"onmouseover="alert(1)) },
        { name: "data", url: "data:text/html,<script>alert(1)</script>" },
      ],
      decision: {
        id: "14 #{SCRIPT}",
        date: "2026-02-20",
        body: SCRIPT,
        minutes: "vbscript:x",
      },
    )
  end

  def told_page(coops, list: {}, total: nil)
    { lists: [told_list(**list)], issuers: coops, total: total || coops.length }
  end

  # What the service is asked for, whatever the order of the query.
  def page_query(**changes)
    {
      "list" => "autumn",
      "type" => "CoopMembershipCredential",
      "cursor" => "0",
      "limit" => "25",
      **changes.transform_keys(&:to_s),
    }
  end

  def answer_page(query, coops, **more)
    stub_request(:get, "#{CoopService::URL}/v1/recognised-issuers").with(query: query).to_return(
      status: 200,
      body: told_page(coops, **more).to_json,
      headers: {
        "Content-Type" => "application/json",
      },
    )
  end

  # A policy with these issuers.
  def welcoming(issuers, type: "CoopMembershipCredential")
    {
      "purpose" => "Open it",
      "accept" => [{ "require" => [{ "type" => type, "issuers" => JSON.parse(issuers.to_json) }] }],
    }
  end
end
