# frozen_string_literal: true

module CoopCredentials
  # Seals the service's key before it goes into the database, so that a copy of the database is not a copy of the key.
  class SecretBox
    SALT = "coop-credentials service key"

    def initialize(secret = Rails.application.secret_key_base)
      key =
        ActiveSupport::KeyGenerator.new(
          secret,
          hash_digest_class: OpenSSL::Digest::SHA256,
        ).generate_key(SALT, 32)
      @encryptor = ActiveSupport::MessageEncryptor.new(key, cipher: "aes-256-gcm", serializer: JSON)
    end

    def seal(text)
      @encryptor.encrypt_and_sign(text)
    end

    # @return [String, nil] nil when it was altered, or the forum's secret has changed since
    def open(sealed)
      @encryptor.decrypt_and_verify(sealed)
    rescue ActiveSupport::MessageEncryptor::InvalidMessage
      nil
    end
  end
end
