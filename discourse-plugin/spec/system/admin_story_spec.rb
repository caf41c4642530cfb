# frozen_string_literal: true

require_relative "../support/coop_bed"
require_relative "../support/coop_pages"

describe "An admin's way from a code to a gate that was tried", type: :system do
  include CoopBed
  include CoopPages

  fab!(:admin)
  fab!(:category) { Fabricate(:category, name: "Lounge") }

  before do
    skip(CoopBed.missing) if CoopBed.missing

    SiteSetting.coop_credentials_enabled = true
    let_the_service_be_called
    sign_in(admin)
  end

  it "pairs, checks, welcomes a co-op, makes a gate and tries it, in one list of steps" do
    coop = CoopBed.where[:coOp]
    visit "#{CoopPages.admin_base}/set-up"

    fill_in "Code for connecting", with: pairing_code
    click_button "See whose it is"
    expect(page).to have_css("h3", text: "This code is of localhost")
    click_button "Yes, connect"

    expect(page).to have_css(".coop-checks li", minimum: 6, wait: 20)
    expect(page).to have_css(".coop-self-test", text: /works|Something/)
    find("button", text: /\AGo on/, match: :first).click

    fill_in "Web address of the co-op", with: coop[:address]
    click_button "Look it up"
    expect(page).to have_css(".coop-fingerprint", text: coop[:fingerprint])
    fill_in "Name of the co-op", with: coop[:name]
    click_button "It is them: welcome their members"
    expect(page).to have_button("Add another co-op")
    click_button "Go on"

    fill_in "What is behind the gate", with: "Members’ lounge"
    select "A new group…", from: "Group that they join"
    fill_in "Name of the new group", with: "coop_lounge"
    click_button "Make the group"
    expect(page).to have_no_field("Name of the new group")
    select "Lounge", from: "Category that it leads into"
    expect(page).to have_css(".alert-warning", text: "Everybody can see this category now.")
    click_button "Go on"

    select "A week", from: "Open for"
    click_button "Go on"
    expect(page).to have_css(
      ".coop-sentence",
      text: "Members of Harvest Co-op may open “Members’ lounge” for 7 days",
    )
    click_button "Yes, make this gate"

    press_in_element("Show my membership")
    press_in_element("Test wallet")
    switch_to_window(windows.last)
    click_button "Show the test membership"
    # The wallet comes back to a page of the forum that is loaded anew, which takes long on a busy machine.
    expect(page).to have_css(".alert-success", text: "It works: a member gets in.", wait: 60)
    expect(CoopCredentials::Grant.count).to eq(0)

    gate = CoopCredentials::Gate.sole
    expect(gate.group.name).to eq("coop_lounge")
    expect(gate.group).to have_attributes(public_admission: false, allow_membership_requests: false)
  end

  context "with a gate" do
    fab!(:group) { Fabricate(:group, name: "coop_members") }
    fab!(:user) { Fabricate(:user, username: "anna") }

    before do
      connect_forum
      make_gate(group: group)
    end

    it "ends somebody's admission with a reason, keeps them out, and lets them in again" do
      sign_in(user)
      visit_gate
      # A gate that is not advertised is not there for who has nothing of it.
      expect(page).to have_no_css("coop-credential-request")
      CoopCredentials::Gate.sole.update!(advertised: true, public_label: "The lounge")
      CoopCredentials::GateCache.clear
      visit_gate
      show_membership(member: "eva")
      wait_for_element("The lounge is open for you.")

      sign_in(admin)
      visit "#{CoopPages.admin_base}/gates/members-lounge/admissions"
      row = find(".coop-admission", text: "anna")
      expect(row).to have_text("Harvest Co-op")
      find("button[aria-label='End it: the admission of anna']").click
      fill_in "Why (for the log)", with: "Was rude in the lounge"
      find(".coop-admission__ending .btn-danger").click
      expect(page).to have_css(".coop-state", text: "Kept out")
      expect(group.reload.users).to be_empty

      visit "#{CoopPages.admin_base}/admission-log"
      expect(page).to have_css(".coop-table", text: "Was rude in the lounge")

      visit "#{CoopPages.admin_base}/admissions"
      click_button "Let them in again"
      expect(page).to have_css("[role=status]", text: "anna may come in again")
    end

    it "changes a gate, says what is missing, and shows what somebody else changed meanwhile" do
      visit "#{CoopPages.admin_base}/gates/members-lounge"
      expect(page).to have_css(".coop-sentence", wait: 20)
      fill_in "What is behind the gate", with: ""
      expect(page).to have_css(".coop-summary", text: "Give it a name")
      fill_in "What is behind the gate", with: "The library"
      expect(page).to have_css(".coop-sentence")
      check "Tell everybody about this gate"
      click_button "Save"
      expect(page).to have_css(".alert-success", text: "Saved.")
      expect(CoopCredentials::Gate.sole).to have_attributes(
        name: "The library",
        advertised: true,
        public_label: "The library",
      )
    end
  end
end
