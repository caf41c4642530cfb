# frozen_string_literal: true

# A verifier service for specs: what it is asked goes over WebMock, what it answers is as the real one does.
module CoopService
  URL = "https://verifier.example"
  REQUEST_ID = "pr_1"

  OPENED = {
    id: REQUEST_ID,
    state: "open",
    expiresAt: "2040-01-01T00:05:00Z",
    links: {
      sameDevice: {
        app: "openid4vp://?client_id=x",
        web: [],
      },
    },
    browser: {
      statusUrl: "#{URL}/b/token",
    },
    ask: {
      site: "Autumn",
      purpose: "Open the lounge",
      claims: [],
      grantFor: "P30D",
      issuers: [],
    },
  }.freeze

  # The forum is paired, and the subject of the last request that was opened is known.
  def connect_service
    SiteSetting.coop_credentials_enabled = true
    CoopCredentials::ConnectionSettings.new.store(
      url: URL,
      key: "k1.secret",
      site_id: "site_1",
      service_name: "Verifier",
    )
  end

  def answer(method, path, status: 200, body: {})
    stub_request(method, path.is_a?(Regexp) ? path : "#{URL}#{path}").to_return(
      status: status,
      body: body.is_a?(String) ? body : body.to_json,
      headers: {
        "Content-Type" => "application/json",
      },
    )
  end

  def problem(code, status, **more)
    {
      type: "https://w3id.org/coop-credentials/problems##{code}",
      title: code,
      status: status,
      code: code,
      **more,
    }
  end

  # Opens requests, each under its own id, and remembers the subject that each was opened for.
  def answer_start(id: REQUEST_ID)
    stub_request(:post, "#{URL}/v1/presentation-requests").to_return do |request|
      subjects[id] = JSON.parse(request.body)["subject"]
      { status: 201, body: OPENED.merge(id: id).to_json }
    end
  end

  def subjects
    @subjects ||= {}
  end

  def answer_collect(id: REQUEST_ID, **changes)
    stub_request(:post, "#{URL}/v1/presentation-requests/#{id}/collect").to_return do
      { status: 200, body: accepted(id: id, **changes).to_json }
    end
  end

  def accepted(id: REQUEST_ID, verification: {}, **changes)
    {
      id: id,
      state: "accepted",
      subject: subjects[id],
      verification: verification_json(id: "vf_#{id}", **verification),
      **changes,
    }
  end

  def verification_json(**changes)
    {
      id: "vf_1",
      holder: "holder-1",
      policy: {
        id: "members-lounge",
        version: 3,
      },
      matched: {
        accept: 0,
      },
      grantUntil: 30.days.from_now.iso8601,
      credentials: [
        {
          type: "CoopMembershipCredential",
          issuer: {
            id: "did:web:harvest.example",
            name: "Harvest Co-op",
          },
          reason: "This site welcomes members of Harvest Co-op.",
        },
      ],
      checks: [],
      state: "live",
      **changes,
    }
  end

  # What the service keeps is taken to be deleted, whatever it is.
  def answer_forgetting
    stub_request(:delete, %r{\A#{URL}/v1/(verifications|holders)/}).to_return(status: 204)
  end

  def make_gate(policy: "members-lounge", group: Fabricate(:group), **more)
    CoopCredentials::Gate
      .create!(
        policy: policy,
        name: "Members’ lounge",
        group_id: group.id,
        version: 3,
        document: {
          "id" => policy,
          "identify" => "membership",
        },
        **more,
      )
      .tap { CoopCredentials::GateCache.clear }
  end

  def make_grant(gate, user, **more)
    CoopCredentials::Grant
      .create!(
        gate: gate,
        user: user,
        verification_id: "vf_#{SecureRandom.hex(6)}",
        holder: "holder-#{user.id}",
        issuer: "did:web:harvest.example",
        issuer_name: "Harvest Co-op",
        reason: "This site welcomes members of Harvest Co-op.",
        granted_at: 1.day.ago,
        expires_at: 30.days.from_now,
        **more,
      )
      .tap { CoopCredentials::SettleAccess.call(user, gates: [gate]) }
  end

  def in_group?(user, group)
    GroupUser.exists?(user_id: user.id, group_id: group.id)
  end
end
