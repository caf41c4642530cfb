# frozen_string_literal: true

require_relative "../support/coop_bed"
require_relative "../support/coop_pages"
require_relative "../support/in_german"

describe "The gate of a member who reads another language", type: :system do
  include CoopBed
  include CoopPages
  include InGerman

  fab!(:group)
  fab!(:user) { Fabricate(:user, locale: "de") }

  around { |example| in_german { example.run } }

  before do
    skip(CoopBed.missing) if CoopBed.missing

    SiteSetting.allow_user_locale = true
    connect_forum
    make_gate(group: group, advertised: true, public_label: "The lounge")
  end

  it "speaks it where the forum has translations, and English where it has none" do
    sign_in(user)
    visit_gate
    wait_for_element("Mitgliedschaft zeigen")
    expect(element_says).to include("What is this?")

    press_in_element("Mitgliedschaft zeigen")
    wait_for_element("What it sees")
    expect(page.evaluate_script("document.documentElement.lang")).to eq("de")
  end
end
