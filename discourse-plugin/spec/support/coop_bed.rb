# frozen_string_literal: true

require "json"
require "net/http"
require "open3"

# The real verifier-service, a co-op with its website and wallets, in one process beside the specs. They come with the
# repository that this plugin is developed in; where only the plugin was cloned, what needs them is skipped by name.
module CoopBed
  REPOSITORY = File.expand_path("../../..", __dir__)
  PROGRAM = File.join(REPOSITORY, "examples/discourse/bed.ts")

  def self.there?
    File.exist?(PROGRAM)
  end

  def self.missing
    if !there?
      "the verifier-service is not here: run this in the repository that the plugin is developed in"
    end
  end

  # @return [Hash] where it all is; started at the first call, ended with this process
  def self.where
    @where ||=
      begin
        node = ENV["COOP_NODE"] || File.join(REPOSITORY, "node_modules/.bin/node")
        @input, output, @process =
          Open3.popen2(node, "--conditions=@coop-credentials/source", PROGRAM)
        at_exit { @input.close }
        JSON.parse(
          output.gets || raise("the verifier-service did not start"),
          symbolize_names: true,
        )
      end
  end

  def self.tell(path, **body)
    uri = URI.join(where[:control], path)
    answer = Net::HTTP.post(uri, body.to_json, "Content-Type" => "application/json")
    raise "#{path}: #{answer.code} #{answer.body}" unless answer.is_a?(Net::HTTPOK)

    JSON.parse(answer.body, symbolize_names: true)
  end

  # Under specs no name is looked up; this machine is where the service is, and the forum may call it.
  def let_the_service_be_called
    SiteSetting.allowed_internal_hosts = "localhost"
    FinalDestination::SSRFDetector.stubs(:lookup_ips).returns(["127.0.0.1"])
  end

  def pairing_code
    CoopBed.tell("/pairing-code", name: "Riverside forum", url: Discourse.base_url)[:code]
  end

  # The forum, connected with the service.
  def connect_forum
    SiteSetting.coop_credentials_enabled = true
    let_the_service_be_called
    CoopCredentials::PairSite.new.pair(pairing_code, actor: Discourse.system_user)
  end

  # A gate for members of the co-op, as the admin's screens store one.
  def make_gate(group:, policy: "members-lounge", name: "Members’ lounge", document: {}, **fields)
    coop = CoopBed.where[:coOp]
    did = "did:web:#{coop[:address].sub(":", "%3A")}"
    issuers = { allow: [{ id: did, name: coop[:name], reason: "our neighbours" }] }
    rule = {
      purpose: "Open “#{name}”",
      accept: [{ require: [{ type: "CoopMembershipCredential", issuers: issuers }] }],
      grant: {
        for: "P30D",
      },
      **document,
    }
    CoopCredentials::SaveGate.new(
      policy: policy,
      fields: {
        name: name,
        group_id: group.id,
        on_second_account: "allow",
        enabled: true,
        **fields,
      },
      document: rule.deep_stringify_keys,
      actor: Discourse.system_user,
    ).add
  end

  # The wallet of a member answers the link with a new membership; where the wallet would send its browser.
  def answer_as_wallet(link, member: "ana", kind: "current")
    answer = CoopBed.tell("/answer", link: link, member: member, kind: kind)
    answer[:redirect] || raise("the service refused the wallet's answer: #{answer}")
  end

  # What the co-op's public list says of that member from now on: live, suspended or revoked.
  def set_membership(standing, member: "ana")
    CoopBed.tell("/set", member: member, standing: standing)
  end

  # How the federation whose list the service follows stands to the co-op from now on.
  def set_recognition(active:, reason: nil)
    CoopBed.tell("/recognise", active: active, **(reason ? { reason: reason } : {}))
  end

  # The scheduled job, again and again, until what the service notices has arrived.
  def keep_up_until(seconds: 30)
    patience = Time.now + seconds
    until yield
      raise "what was waited for did not come within #{seconds} seconds" if Time.now > patience

      sleep 0.5
      CoopCredentials::KeepUp.call
    end
  end
end
