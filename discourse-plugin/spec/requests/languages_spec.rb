# frozen_string_literal: true

require_relative "../support/coop_service"
require_relative "../support/in_german"
require_relative "../support/member_calls"

RSpec.describe "A member who reads another language" do
  include CoopService
  include InGerman
  include MemberCalls

  fab!(:group)
  fab!(:user) { Fabricate(:user, locale: "de") }
  fab!(:admin)

  let!(:gate) { make_gate(group: group, advertised: true, public_label: "The lounge") }

  around { |example| in_german { example.run } }

  before do
    SiteSetting.allow_user_locale = true
    connect_service
  end

  def element
    get "/co-op-access/members-lounge"
    parsed = Nokogiri.HTML5(response.body)
    words = parsed.at_css("#coop-credentials-messages")
    [parsed.at_css("coop-credential-request")["locale"], words && JSON.parse(words.text)]
  end

  it "gets the element's sentences in it, and from the element those that have no translation" do
    sign_in(user)
    locale, words = element
    expect(locale).to eq("de")
    expect(words["element"]).to eq(
      "locked" => {
        "start" => "Mitgliedschaft zeigen",
      },
      "asking" => {
        "matchCode" => "Nummer {code}",
      },
    )
    expect(words["problems"].keys).to eq(["holder_barred"])
    expect(response.body).to include("Für Mitglieder")
  end

  it "is refused in it" do
    CoopCredentials::BarMember.call(make_grant(gate, user), actor: admin)
    sign_in(user)
    call("start")
    expect(json).to include(
      "code" => "holder_barred",
      "what" => "Das Team lässt dich hier nicht hinein.",
    )
  end

  it "is asked in it by the service" do
    answer_start
    sign_in(user)
    call("start")
    expect(
      a_request(:post, /presentation-requests/).with do |asked|
        JSON.parse(asked.body)["locale"] == "de"
      end,
    ).to have_been_made
  end

  it "gets no copy of the English that the element has, where nothing is translated" do
    user.update!(locale: "fr")
    sign_in(user)
    expect(element).to eq(["fr", nil])
    user.update!(locale: "en")
    expect(element).to eq(["en", nil])
  end

  it "reads what the forum's team has written in a sentence's place, in English too",
     whole_host: "customized text" do
    key = "coop_credentials.element.locked.start"
    { "de" => "Zeig her", "en" => "Show your card" }.each do |locale, text|
      TranslationOverride.upsert!(locale, key, text)
      user.update!(locale: locale)
      sign_in(user)
      expect(element.last.dig("element", "locked", "start")).to eq(text)
    end
  end
end
