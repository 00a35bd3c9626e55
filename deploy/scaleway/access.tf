# What the External Secrets Operator reads secrets as, and nothing else.
resource "scaleway_iam_application" "secrets_reader" {
  name        = "rubi-studio-secrets-reader"
  description = "Brings secrets into the cluster"
}

resource "scaleway_iam_policy" "secrets_reader" {
  name           = "rubi-studio-secrets-reader"
  application_id = scaleway_iam_application.secrets_reader.id

  rule {
    project_ids          = [var.project_id]
    permission_set_names = ["SecretManagerReadOnly", "SecretManagerSecretAccess"]
  }
}

resource "scaleway_iam_api_key" "secrets_reader" {
  application_id = scaleway_iam_application.secrets_reader.id
  description    = "External Secrets Operator"
}

# What the cluster fetches images as.
resource "scaleway_iam_application" "image_reader" {
  name        = "rubi-studio-image-reader"
  description = "Fetches images from the registry"
}

resource "scaleway_iam_policy" "image_reader" {
  name           = "rubi-studio-image-reader"
  application_id = scaleway_iam_application.image_reader.id

  rule {
    project_ids          = [var.project_id]
    permission_set_names = ["ContainerRegistryReadOnly"]
  }
}

resource "scaleway_iam_api_key" "image_reader" {
  application_id = scaleway_iam_application.image_reader.id
  description    = "Image pulls"
}

resource "scaleway_cockpit_source" "metrics" {
  name           = "rubi-studio-metrics"
  type           = "metrics"
  retention_days = 31
}

resource "scaleway_cockpit_source" "logs" {
  name           = "rubi-studio-logs"
  type           = "logs"
  retention_days = 14
}

# What the agent in the cluster sends numbers and logs with.
resource "scaleway_cockpit_token" "agent" {
  name = "rubi-studio-agent"

  scopes {
    write_metrics = true
    write_logs    = true
  }
}
