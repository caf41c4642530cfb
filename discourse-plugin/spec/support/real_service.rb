# frozen_string_literal: true

require "open3"
require "tmpdir"

# The real verifier service and a real wallet, from the repository that this plugin is part of. A release of the plugin
# alone has neither: `RealService.missing` says so.
class RealService
  ROOT = File.expand_path("../../..", File.realpath(__dir__))
  COMMAND = File.join(ROOT, "verifier-service/bin/coop-verifier.js")
  NODE = ENV["COOP_NODE"] || File.join(ROOT, "node_modules/.bin/node")

  # @return [String, nil] why it cannot run here
  def self.missing
    return "there is no verifier-service beside this plugin" unless File.exist?(COMMAND)

    "Node 24 is not installed" unless File.executable?(NODE)
  end

  attr_reader :url

  def initialize
    @folder = Dir.mktmpdir("coop-verifier")
    @port = TCPServer.open("127.0.0.1", 0) { |server| server.addr[1] }
    @url = "http://localhost:#{@port}"
    start
  end

  def start
    @server = Process.spawn(env, NODE, COMMAND, "start", out: File::NULL, err: File::NULL)
    deadline = Process.clock_gettime(Process::CLOCK_MONOTONIC) + 60
    until ready?
      if Process.clock_gettime(Process::CLOCK_MONOTONIC) > deadline
        raise "the service did not start"
      end
      sleep 0.1
    end
  end

  def stop
    return if @server.nil?
    Process.kill("TERM", @server)
    Process.wait(@server)
    @server = nil
  end

  def remove
    stop
    @wallet&.each(&:close)
    FileUtils.rm_rf(@folder)
  end

  # @return [String] the code that its admin pastes
  def add_site(name, site_url)
    out, status =
      Open3.capture2(env, NODE, COMMAND, "site", "add", "--name", name, "--url", site_url, "--json")
    raise "the site was not added" unless status.success?
    JSON.parse(out)["pairingCode"]
  end

  # @return [Hash] what the wallet says; see wallet.js
  def wallet(command, **what)
    @wallet ||=
      Open3.popen2(
        env,
        NODE,
        "--conditions=@coop-credentials/source",
        File.join(__dir__, "wallet.js"),
      ).first(2)
    @wallet.first.puts({ command: command, **what }.to_json)
    JSON.parse(@wallet.last.gets || raise("the wallet ended"))
  end

  private

  def env
    {
      "STATE_DIRECTORY" => @folder,
      "PORT" => @port.to_s,
      "LOG_LEVEL" => "error",
      "NODE_OPTIONS" => "",
      "NODE_ENV" => nil,
      "HOST" => nil,
      "DATABASE_URL" => nil,
    }
  end

  def ready?
    Net::HTTP.get_response(URI("#{@url}/readyz")).code == "200"
  rescue SystemCallError
    false
  end
end
