# frozen_string_literal: true

require_relative "../support/coop_bed"
require_relative "../support/coop_pages"

# The whole way of a member, with the real verifier-service and a wallet, in a real browser.
describe "A member's way into a category", type: :system do
  include CoopBed
  include CoopPages

  fab!(:group) { Fabricate(:group, name: "coop_members") }
  fab!(:parent) { Fabricate(:category, name: "Community") }
  fab!(:category) do
    Fabricate(:private_category, name: "Lounge", group: group, parent_category_id: parent.id)
  end
  fab!(:topic) { Fabricate(:topic, category: category, title: "Minutes of the November meeting") }
  fab!(:user) { Fabricate(:user, username: "anna") }

  before do
    skip(CoopBed.missing) if CoopBed.missing

    SiteSetting.navigation_menu = "sidebar"
    connect_forum
    make_gate(
      group: group,
      category_id: category.id,
      advertised: true,
      public_label: "The lounge",
      public_text: "Minutes, plans and a warm room.",
    )
  end

  it "goes from locked to in, live and without loading the forum anew" do
    sign_in(user)
    visit "/c/#{parent.slug}/#{parent.id}"
    # The first page of a run is slow.
    expect(page).to have_css(".coop-gate__label", text: "The lounge", wait: 30)
    page.execute_script("window.notLoadedAnew = true")
    forum = page.current_window

    light = open_new_window
    within_window(light) do
      visit_gate
      expect(page).to have_css("h1", text: "The lounge")
      expect(element_says).to include("Members of Harvest Co-op")

      show_membership
      wait_for_element("The lounge is open for you.")
      expect(element_says).to include("This holds until")
      focused = page.evaluate_script("document.activeElement.id")
      expect(focused).to eq("coop-enter")
    end
    expect(group.users).to include(user)

    switch_to_window(forum)
    expect(page).to have_no_css(".coop-gate__label")
    expect(page).to have_css(".fk-d-toast, .coop-banner", text: "open for you until")
    expect(page.evaluate_script("window.notLoadedAnew")).to eq(true)

    within_window(light) do
      click_link "Go there now"
      expect(page).to have_css(".topic-list", text: topic.title)
      expect(page).to have_css(".coop-banner", text: "is open for you until")
    end
  end

  it "puts out who was revoked, says why on the open page, and lets a renewed member back in" do
    sign_in(user)
    visit_gate
    show_membership(member: "ben")
    wait_for_element("The lounge is open for you.")

    set_membership("revoked", member: "ben")
    keep_up_until { group.reload.users.exclude?(user) }
    # As on coming back to the tab: the page then asks at once.
    page.execute_script("document.dispatchEvent(new Event('visibilitychange'))")
    wait_for_element("Your co-op has withdrawn this membership.")

    visit "/u/#{user.username}/preferences/co-op-memberships"
    expect(page).to have_css(".coop-mine__grant", text: "Membership taken back by the co-op")

    visit_gate
    wait_for_element("Your co-op has withdrawn this membership.")
    press_in_element("Show another membership")
    back = answer_as_wallet(wallet_link, member: "ben-renewed")
    visit back
    wait_for_element("The lounge is open for you.")
    expect(group.reload.users).to include(user)
  end

  it "says what to do to who shows a membership that has ended, and opens nothing" do
    sign_in(user)
    visit_gate
    show_membership(kind: "expired")
    wait_for_element("Your membership ended on")
    expect(element_says).to include("Renew it at your co-op")
    expect(group.users).to be_empty
  end

  it "sends a stranger to log in and back to the gate" do
    EmailToken.confirm(Fabricate(:email_token, user: user).token)
    visit_gate
    expect(page).to have_css("h2", text: "How to get in")
    click_link "Log in and show my membership"
    find("#login-account-name").fill_in(with: user.username)
    find("#login-account-password").fill_in(with: "myawesomepassword")
    find("#login-button").click
    expect(page).to have_current_path("/co-op-access/members-lounge")
    expect(page).to have_css("coop-credential-request")
  end

  it "lets a member see, download and forget what was kept, and is out then" do
    sign_in(user)
    visit_gate
    show_membership(member: "cara")
    wait_for_element("The lounge is open for you.")

    visit "/my/preferences/co-op-memberships"
    grant = find(".coop-mine__grant", text: "The lounge")
    expect(grant).to have_css(".coop-state.-in")
    expect(page).to have_link(
      "Download all that is kept about me (JSON)",
      href: "/co-op-credentials/mine/export.json",
    )
    grant.find("button", text: "Forget this").click
    grant.find("button", text: "Yes, forget it").click
    expect(page).to have_css(".coop-empty")
    expect(group.reload.users).to be_empty
  end

  it "leads from a page that cannot be seen to the gate" do
    sign_in(user)
    visit "/c/#{parent.slug}/#{category.slug}/#{category.id}"
    expect(page).to have_link(href: "/co-op-access/members-lounge")
  end
end
