# frozen_string_literal: true

# What a browser sends from a gate's page.
module MemberCalls
  def call(name, body = {}, policy: "members-lounge", **headers)
    post "/co-op-access/#{policy}/#{name}",
         params: body.is_a?(String) ? body : body.to_json,
         headers: { "Content-Type" => "application/json", "Origin" => Discourse.base_url }.merge(
           headers.transform_keys(&:to_s),
         )
  end

  def json
    JSON.parse(response.body)
  end

  def code
    json["code"]
  end

  # A browser of its own, with its own cookies.
  def other_browser
    mine = integration_session
    @integration_session = nil
    reset!
    yield
  ensure
    @integration_session = mine
  end
end
