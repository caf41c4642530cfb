# frozen_string_literal: true

RSpec.describe "Core features", type: :system do
  before { SiteSetting.coop_credentials_enabled = true }

  # Cores before 2025 do not have it.
  if RSpec.world.shared_example_group_registry.find([:main], "having working core features")
    it_behaves_like "having working core features"
  else
    it "has no shared examples for it in this core" do
      skip "this core has no shared examples “having working core features”"
    end
  end
end
