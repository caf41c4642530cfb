# frozen_string_literal: true

require_relative "coop_service"
require_relative "member_calls"

# What the admin's screens send, and what the service says to it.
module AdminCalls
  include CoopService
  include MemberCalls

  BASE = "/admin/plugins/coop-credentials"

  def base
    BASE
  end

  def document
    {
      "id" => "members-lounge",
      "purpose" => "Open the lounge",
      "accept" => [],
      "identify" => "membership",
    }
  end

  def stored
    { id: "members-lounge", version: 1, policy: document.merge("crossDevice" => "allow") }
  end

  def checked
    { valid: true, problems: [], summary: "Members may open the lounge.", asks: ["We ask."] }
  end

  def send_json(method, path, body = {}, **headers)
    public_send(
      method,
      "#{base}/#{path}",
      params: body.to_json,
      headers: {
        "Content-Type" => "application/json",
        **headers.transform_keys(&:to_s),
      },
    )
  end

  def answer_policy(version: nil)
    if version
      answer(:get, "/v1/policies/members-lounge", body: stored.merge(version: version))
    else
      answer(:get, "/v1/policies/members-lounge", status: 404, body: problem("policy_unknown", 404))
    end
    answer(:post, "/v1/policies/check", body: checked)
    answer(:put, "/v1/policies/members-lounge", status: 201, body: stored)
  end

  def new_gate(**changes)
    { policy: "members-lounge", name: "Lounge", group_id: group.id, document: document, **changes }
  end
end
