# frozen_string_literal: true

require_relative "../support/coop_service"
require_relative "../support/member_calls"

RSpec.describe "Being taken out of a group on its page", whole_host: "GroupsController" do
  include CoopService
  include MemberCalls

  fab!(:group)
  fab!(:reply_group) { Fabricate(:group) }
  fab!(:user)
  fab!(:admin)

  let!(:gate) do
    make_gate(
      group: group,
      reply_group_id: reply_group.id,
      advertised: true,
      public_label: "The lounge",
    )
  end
  let!(:grant) { make_grant(gate, user) }

  before do
    connect_service
    answer_start
    answer_forgetting
  end

  def take_out(from)
    sign_in(admin)
    delete "/groups/#{from.id}/members.json", params: { user_id: user.id }
    expect(response.status).to eq(200)
  end

  def expect_out
    expect(in_group?(user, group)).to eq(false)
    expect(in_group?(user, reply_group)).to eq(false)
  end

  it "lasts when the member looks at their memberships, and when they ask again" do
    take_out(group)
    sign_in(user)
    get "/co-op-credentials/mine.json"
    expect(json["grants"].sole).to include("state" => "barred")
    expect_out

    call("start", {})
    expect(code).to eq("holder_barred")
  end

  it "lasts when it was the group for replies" do
    take_out(reply_group)
    sign_in(user)
    get "/co-op-credentials/mine.json"
    expect(grant.reload).to have_attributes(state: "barred", ended_by: admin.id)
    expect_out
  end

  it "lasts when it happens while another membership of theirs is being collected" do
    sign_in(user)
    call("start", {})
    answer_collect

    # After the look for bars, before the grant is there.
    CoopCredentials::ApplyGrant
      .any_instance
      .stubs(:make_room)
      .with { group.remove(user) }
      .returns([])
    call("collect", {})

    expect(grant.reload.state).to eq("barred")
    expect(CoopCredentials::Grant.live.where(user_id: user.id).count).to eq(1)
    expect_out
  end
end
