# frozen_string_literal: true

RSpec.describe "Small rules of the plugin" do
  describe CoopCredentials::Origin do
    it "is the same however an address is written" do
      expect(described_class.of("https://Forum.example:443/a?b")).to eq("https://forum.example")
      expect(described_class.of("http://localhost:3000")).to eq("http://localhost:3000")
    end

    it "is none for what is no web address" do
      [
        "null",
        nil,
        "",
        "https://a@forum.example",
        "https://forum.example\\x",
        "//forum.example",
        "file:///x",
      ].each { |url| expect(described_class.of(url)).to be_nil }
    end

    it "comes back only to this forum" do
      home = "https://forum.example/co-op-access/a"
      expect(described_class.return_url("https://forum.example/c/x#y", home)).to eq(
        "https://forum.example/c/x",
      )
      [
        "https://evil.example/",
        "https://forum.example@evil.example",
        "http://forum.example/",
        nil,
        3,
      ].each { |url| expect(described_class.return_url(url, home)).to eq(home) }
    end
  end

  describe CoopCredentials::DeliveryRule do
    def problem(code, status)
      CoopCredentials::Problem.new(code, status: status)
    end

    it "tries again what somebody can set right, and gives up the rest" do
      expect(described_class.final?(problem("verification_unknown", 404))).to eq(true)
      expect(described_class.final?(problem("key_wrong", 401))).to eq(false)
      expect(described_class.final?(problem("internal_error", 500))).to eq(false)
      expect(described_class.final?(CoopCredentials::ForeignAnswer.new(404))).to eq(false)
    end

    it "waits longer each time, at most an hour" do
      expect([1, 2, 3, 20, 4000].map { |tries| described_class.delay(tries) }).to eq(
        [30, 60, 120, 3600, 3600],
      )
    end
  end

  describe CoopCredentials::PolicyId do
    it "takes what the service takes" do
      %w[a members-lounge A.b_c-9].each { |id| expect(described_class.valid?(id)).to eq(true) }
      ["", "-a", "a-", "a b", "a/b", "a\n", "a" * 65, nil].each do |id|
        expect(described_class.valid?(id)).to eq(false)
      end
    end
  end

  describe CoopCredentials::PlainText do
    it "keeps text and drops what cannot be seen or turns its direction" do
      expect(described_class.line("  a\n\tb\u202Ec\u0007 ", 10)).to eq("a bc")
      expect(described_class.lines("a\r\nb\u2066", 10)).to eq("a\nb")
      expect(described_class.line("<b>x</b>", 20)).to eq("<b>x</b>")
      expect(described_class.line(["x"], 20)).to eq("")
      expect(described_class.line("\xFFok", 20)).to eq("ok")
    end
  end

  describe CoopCredentials::SecondAccount do
    it "can tell accounts apart only where the policy asks for the membership itself" do
      expect(described_class.possible?("allow", {})).to eq(true)
      expect(described_class.possible?("block", { "identify" => "wallet" })).to eq(false)
      expect(described_class.possible?("move", nil)).to eq(false)
      expect(described_class.possible?("move", { "identify" => "membership" })).to eq(true)
    end
  end
end
