# frozen_string_literal: true

module CoopCredentials
  module Admin
    # Setting up: the connection and its self-test. The key goes in and never comes out.
    class ConnectionController < BaseController
      def show
        render json: told
      end

      # What a code says, before anything is sent.
      def read
        code = PairSite.new.read(json["code"])
        render json: {
                 url: code.url,
                 host: code.host,
                 allowed_internal_host_needed: InternalHost.needed?(code.url),
               }
      end

      def create
        PairSite.new.pair(json["code"], actor: current_user)
        render json: told
      end

      def destroy
        PairSite.new.end(actor: current_user)
        render json: told
      end

      def self_test
        render json: { checks: SelfTest.call }
      end

      # A co-op by its web address.
      def issuer
        render json: Service.api.issuer(params[:domain].to_s.strip[0, 500])
      end

      private

      def told
        settings = ConnectionSettings.new
        {
          connected: settings.connection.present?,
          url: settings.url,
          url_source: settings.global_url? ? "global" : ("stored" if settings.url),
          key_source: settings.global_key? ? "global" : ("stored" if settings.key?),
          has_key: settings.key?,
          key_lost: settings.key_lost?,
          site_name: settings.site_name,
          service_name: settings.service_name,
          site_url: ConnectionSettings.site_url,
          allowed_internal_host_needed: InternalHost.needed?(settings.url),
        }
      end
    end
  end
end
