# frozen_string_literal: true

require_relative "../support/coop_bed"
require_relative "../support/coop_pages"

describe "Our pages, by axe-core", type: :system do
  include CoopBed
  include CoopPages

  fab!(:group) { Fabricate(:group, name: "coop_members") }
  fab!(:category) { Fabricate(:private_category, name: "Lounge", group: group) }
  fab!(:user) { Fabricate(:user, username: "anna") }
  fab!(:admin)

  before do
    skip(CoopBed.missing) if CoopBed.missing

    connect_forum
    make_gate(group: group, category_id: category.id, advertised: true, public_label: "The lounge")
  end

  def expect_no_faults(*selectors)
    expect(accessibility_faults(*selectors)).to eq([])
    in_dark { expect(accessibility_faults(*selectors)).to eq([]) }
  end

  it "finds nothing on the light page, logged out, locked, asking, in and refused, light and dark" do
    SiteSetting.default_dark_mode_color_scheme_id =
      ColorScheme.create_from_base(name: "Dark", base_scheme_id: "Dark").id
    visit "/co-op-access"
    expect_no_faults("html")
    visit "/co-op-welcome"
    expect_no_faults("html")
    visit_gate
    expect_no_faults("html")

    sign_in(user)
    visit_gate
    expect_no_faults("html")
    press_in_element("Show my membership")
    link = wallet_link
    expect_no_faults("html")
    visit answer_as_wallet(link, kind: "expired")
    wait_for_element("Your membership ended on")
    expect_no_faults("html")
    press_in_element("Show another membership")
    visit answer_as_wallet(wallet_link)
    wait_for_element("The lounge is open for you.")
    expect_no_faults("html")

    visit "/my/preferences/co-op-memberships"
    expect(page).to have_css(".coop-mine__grant")
    expect_no_faults(".coop-mine")
    visit "/c/#{category.slug}/#{category.id}"
    expect(page).to have_css(".coop-banner")
    expect_no_faults(".coop-banner")
  end

  it "finds nothing on the admin's screens" do
    sign_in(user)
    visit_gate
    show_membership(member: "dora")
    wait_for_element("The lounge is open for you.")
    sign_in(admin)

    base = CoopPages.admin_base
    {
      "set-up" => "Show my membership",
      "gates" => ".coop-gate-card",
      "gates/members-lounge" => ".coop-sentence",
      "new-gate" => ".coop-form",
      "admissions" => ".coop-admission",
      "admission-log" => ".coop-table",
      "connection" => ".coop-facts",
    }.each do |view, sign|
      visit "#{base}/#{view}"
      sign.start_with?(".") ? expect(page).to(have_css(sign, wait: 20)) : wait_for_element(sign)
      expect_no_faults(".coop-admin")
    end
  end

  it "needs no sideways scrolling at 320 pixels, with text twice as large, or from right to left" do
    sign_in(user)
    page.driver.browser.execute_cdp(
      "Emulation.setDeviceMetricsOverride",
      width: 320,
      height: 640,
      deviceScaleFactor: 1,
      mobile: true,
    )
    visit_gate
    press_in_element("Show my membership")
    wallet_link
    fits = "document.documentElement.scrollWidth <= innerWidth"
    expect(page.evaluate_script(fits)).to eq(true)
    page.execute_script("document.documentElement.dir = 'rtl'")
    expect(page.evaluate_script(fits)).to eq(true)
    page.execute_script("document.documentElement.style.fontSize = '200%'")
    expect(page.evaluate_script(fits)).to eq(true)
  ensure
    page.driver.browser.execute_cdp("Emulation.clearDeviceMetricsOverride")
  end
end
